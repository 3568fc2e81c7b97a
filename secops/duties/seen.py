"""What an answer settled: a digest of how its item stood when it was given."""

import hashlib
import json

from secops.duties.fold import Standing


def seen_of(standing: Standing) -> str:
    """Return the digest of an item's proposal and of the duties that carry it, each with its state on the day."""
    span = standing.span
    carrying = sorted([duty.key, str(span.state(duty))] for duty in standing.carrying)
    plain = json.dumps([str(standing.proposed), carrying], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
