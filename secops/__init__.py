"""secops: keeps a METI contractor inside 別記「情報セキュリティに関する事項」 and writes its papers."""

__version__ = "0.1.0"
