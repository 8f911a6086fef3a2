"""The functions of every kind of task: wired here, because books and pictures stand above the use cases."""

from dti_core.campaign.errands import Kinds

KINDS: Kinds = {}
