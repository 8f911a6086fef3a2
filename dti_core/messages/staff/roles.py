"""What the roles of the staff are called."""

ROLES = {
    "manager": "phụ trách kỳ đánh giá",
    "reviewer": "thẩm định",
    "council": "thành viên Hội đồng",
    "expert": "chuyên gia",
    "observer": "theo dõi",
    "operator": "vận hành",
}
