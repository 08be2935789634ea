"""Signs notices: the partner checks who sent them, when, and whether they came before."""

import hashlib
import hmac
import time


def signature(secret: str, timestamp: str, key: str, body: bytes) -> str:
    """Return the hexadecimal HMAC-SHA256 of the moment, the key and the body, with full stops between them."""
    signed = b".".join([timestamp.encode(), key.encode(), body])
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def headers(secret: str, key: str, body: bytes) -> dict[str, str]:
    """Return the headers of a notice. `key` is the same at each attempt; the moment (Unix seconds) and so the signature
    are those of this one.
    """
    timestamp = str(int(time.time()))
    return {
        "Content-Type": "application/json; charset=utf-8",
        "Idempotency-Key": key,
        "Passerelle-Timestamp": timestamp,
        "Passerelle-Signature": f"sha256={signature(secret, timestamp, key, body)}",
        "User-Agent": "Passerelle",
    }
