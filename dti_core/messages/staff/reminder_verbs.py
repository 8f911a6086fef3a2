"""What the buttons about reminders say."""

MENU = "s.rm"
PREVIEW = "s.rm.p"  # kind
EXAMPLE = "s.rm.x"  # number
GROUPS = "s.rm.gs"
GROUP = "s.rm.g"  # number of the group, "-" for all
DAYS = "s.rm.d"  # days without a sign of life
WORDS = "s.rm.w"
STANDING = "s.rm.w0"
SEND = "s.rm.s"  # "1": even at night
LATER = "s.rm.l"  # moment as a number of seconds, "1": even at night
OTHER_TIME = "s.rm.t"
CANCEL = "s.rm.c"  # round
ROUNDS = "s.rm.rs"
ROUND = "s.rm.r"  # round
PEOPLE = "s.rm.rp"  # round, page
PHONES = "s.rm.ph"  # round (0: those who have not joined), page
RULES = "s.rm.ru"
NEW_RULE = "s.rm.rn"
RULE_KIND = "s.rm.rk"  # kind
RULE_DAYS = "s.rm.rd"  # kind, days before ("-": every working day)
RULE_HOUR = "s.rm.rh"  # kind, days before, hour
RULE_SWITCH = "s.rm.rx"  # rule, "1" on or "0" off
