from dti_core.framework.model import FrameworkSpec
from dti_core.framework.problems import Finding


def check(spec: FrameworkSpec) -> tuple[list[Finding], list[Finding]]:
    """Structural problems: those that stand, and those that an anomaly of the document explains."""
    return [], []
