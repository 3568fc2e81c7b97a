"""The rules, one module a heading of the 別記 (the heading of 4) and 5) has two). Importing this enters them all."""

from secops.duties.rules import assurance, methods, personnel, regulations, subcontracting

__all__ = ["assurance", "methods", "personnel", "regulations", "subcontracting"]
