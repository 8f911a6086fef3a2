"""What the command says to the person at the terminal."""

PORT_BUSY = "Cổng {port} đang được chương trình khác dùng. Hãy chọn cổng khác: --port {next}."
NOT_IN_PRODUCTION = "Hộp thử (sandbox) chỉ dùng để thử nghiệm; không chạy khi DTI_ENV=production."
ONLY_HERE = "Hộp thử (sandbox) chỉ nghe trên máy này: --host 127.0.0.1, localhost hoặc ::1."
BAD_ACCOUNT = (
    "Mã bot (token) không đúng dạng «số:chữ» hoặc trùng nhau; hãy kiểm tra --token / SANDBOX_TOKENS."
)
NO_DATABASE = "Không mở được cơ sở dữ liệu {path}: {reason}."
ABOUT = "Máy chủ Bot API thử nghiệm kèm trang trò chuyện"
