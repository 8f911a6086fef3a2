"""What an access account given as proof is called, wherever evidence is listed."""

HELD = "🔑 tài khoản truy cập (đã nhận, mã hoá)"
"""All that is ever shown of one."""
KIND = "tài khoản"
