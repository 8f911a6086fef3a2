"""What `dti score` says."""

HELP = "chấm điểm một tệp số liệu, không cần bot hay cơ sở dữ liệu"
DESCRIPTION = (
    "Chấm điểm một tệp số liệu JSON theo một bộ chỉ số. Có chỗ sai thì báo hết một lượt và không chấm gì."
)
HELP_FRAMEWORK = "mã bộ chỉ số (ví dụ an-giang-2024-so) hoặc đường dẫn tệp YAML"
HELP_FILE = "tệp số liệu JSON; dấu - là đọc từ đầu vào chuẩn"
HELP_JSON = "in kết quả dạng JSON"
NOT_FOUND = "Không có tệp {file}."
UNREADABLE = "Không đọc được {file} ({why})."
NOT_UTF8 = "{file} không phải văn bản UTF-8. Hãy lưu lại tệp với bảng mã UTF-8."
TOO_LARGE = "{file} quá lớn (trên {limit} MB). Hãy chia thành nhiều tệp."
PROBLEM = "{file}:{line}:{column}  {place}\n    {message}"
WHOLE_FILE = "(cả tệp)"
DOUBT = "Nên xem lại – {unit}: {hint}"
NOTHING_SCORED = "{count} chỗ cần sửa; chưa chấm điểm đơn vị nào."

RANKING = "{rank:>5}  {name}  {points:>10} / {attainable} điểm"
VOLUNTEER = "–"
UNIT = "{name}: {points} / {attainable} điểm"
UNIT_RANKED = "{name}: {points} / {attainable} điểm, hạng {rank}"
HEADLINE = "  Điểm công bố: {score}"
INDEX = "  {code} {title}: {points}"
PILLAR = "  {title}: {points}"
CRITERION = "    {code:<8} {points:>8}  {state:<16} {explanation}"
STATES = {
    "answered": "đã trả lời",
    "partial": "còn thiếu",
    "missing": "chưa trả lời",
    "not_asked": "không tự chấm",
    "requested": "chờ duyệt miễn",
    "exempt": "được miễn",
    "pending": "chờ so sánh",
    "assessed": "đã chấm",
}
