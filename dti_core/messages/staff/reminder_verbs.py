"""What the buttons about reminders say."""

MENU = "s.nv"
PREVIEW = "s.nv.p"  # kind, "p-" before it for providers
PROVIDERS_MENU = "s.nv.pr"
EXAMPLE = "s.nv.x"  # number
GROUPS = "s.nv.gs"
GROUP = "s.nv.g"  # number of the group, "-" for all
EVERYBODY = "s.nv.all"
DAYS = "s.nv.d"  # days without a sign of life
WORDS = "s.nv.w"
STANDING = "s.nv.w0"
SEND = "s.nv.s"  # "1": even at night
LATER = "s.nv.l"  # moment as a number of seconds, "1": even at night
OTHER_TIME = "s.nv.t"
CANCEL = "s.nv.c"  # round
ROUNDS = "s.nv.rs"
ROUND = "s.nv.r"  # round
PEOPLE = "s.nv.rp"  # round, page
PHONES = "s.nv.ph"  # round (0: those who have not joined), page
RULES = "s.nv.ru"
NEW_RULE = "s.nv.rn"
RULE_KIND = "s.nv.rk"  # kind
RULE_DAYS = "s.nv.rd"  # kind, days before ("-": every working day)
RULE_HOUR = "s.nv.rh"  # kind, days before, hour
RULE_SWITCH = "s.nv.rx"  # rule, "1" on or "0" off
