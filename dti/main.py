"""The command `dti`."""

import argparse


def main() -> int:
    """Print what there is; return the exit code."""
    argparse.ArgumentParser(prog="dti").print_help()
    return 0
