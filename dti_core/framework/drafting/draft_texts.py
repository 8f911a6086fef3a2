"""Comments and placeholders of a drafted file."""

TOP = (
    "Bản nháp đọc từ bảng tính: mã, tiêu đề, điểm đúng như trong bảng; mọi cách tính là ĐOÁN THEO TIÊU ĐỀ.",
    "Xem lại từng tiêu chí (chỗ khó ghi “CẦN XEM”), sửa câu hỏi cho dễ hiểu, rồi chạy dti framework check.",
)
FILL_DECISION = "CẦN ĐIỀN số (number), ngày (date: năm-tháng-ngày), người ban hành đúng như quyết định."
FILL_TOTAL = "Bảng không in tổng điểm; đây là tổng các chỉ số. So lại với quyết định."
NO_MARKS = "Bảng không có cột người đánh giá nào; sửa lại nếu quyết định nêu ai thẩm định."
LOOK = "CẦN XEM: {look}."
ISSUER = "Ủy ban nhân dân tỉnh …"
TITLE = "Bộ chỉ số chuyển đổi số"
GROUPS = {"so": "Sở, ban, ngành tỉnh", "huyen": "Huyện, thị xã, thành phố", "tinh": "Cấp tỉnh"}
SELF = "Tự đánh giá"
MERGE_REASON = "Bảng không nêu điểm của ai được lấy; hiểu là cột đứng sau thay cột đứng trước."
SUM_REASON = "Bảng không nêu cách tính điểm công bố; hiểu là tổng điểm các tiêu chí."
PILLAR_REASON = "Mỗi bảng của phụ lục được hiểu là một trụ cột."
POOL_REASON = "Các dòng chung một ô điểm tối đa trong bảng."
EVIDENCE = "Văn bản, liên kết hoặc ảnh chứng minh."
PERIOD = "trong năm đánh giá"
TWICE_PRINTED = "Mã {code} in hai lần."
TWICE_FOUND = "Hai dòng khác nhau mang cùng mã: “{first}” và “{second}”."
TWICE_HANDLING = "Giữ mã như in; trong chương trình dòng sau mang mã {id}."
EMPTY_TITLE = "(bảng để trống tiêu đề)"
