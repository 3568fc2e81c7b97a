"""The command line as an officer meets it: a private machine, the demo, a small contract of one's own."""

import io
import json
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest
from ismap_rows import FORM, HEAD, MAIL, OTHERS, STORAGE

from secops.actions.demo import build_demo
from secops.actions.records import By, add, cells_of
from secops.cli.main import main
from secops.records.registry import KINDS
from secops.store.store import Store

CODE = "R6架空"
OURS = "株式会社架空総研"
CONTRACT = (
    f"略号={CODE}|契約件名=令和６年度架空調査|契約締結日=2024-07-01|開始日=2024-07-01|終了日=2025-01-31|受注者={OURS}"
    "|宛先=関東経済産業局長|報告期日=2024-10-31、2025-01-31|資本関係の提示日=2024-07-05|役員の提示日=2024-07-05"
    "|再委託=無|省内への機器持込=無|省外での複製=無|外部提供=無|クラウド利用=無|情報システムの構築・運用等=無"
    "|アプリケーション・コンテンツの作成=無|外部公開ウェブアプリの構築・改修=無"
)


@dataclass(frozen=True)
class Said:
    """What a command said, and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return its output as a value."""
        return json.loads(self.out)


class Secops(Protocol):
    """Runs a command line."""

    def __call__(self, *args: object) -> Said:
        """Run ``secops`` with these arguments."""


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a machine of its own: folders, login name, and the day of the demo."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "machine" / name.lower()))
    monkeypatch.setenv("SECOPS_WORKSPACE", str(tmp_path / "業務"))
    monkeypatch.setenv("SECOPS_TODAY", "2024-11-15")
    monkeypatch.setenv("LOGNAME", "tantou")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def workspace(machine: Path) -> Path:
    """Return where the workspace lies."""
    return machine / "業務"


@pytest.fixture
def secops(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Secops:
    """Return what runs a command line in this process, through the same edge as the program."""

    def run(*args: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["secops", *(str(one) for one in args)])
        monkeypatch.setattr(sys, "stdin", io.StringIO())
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Said(int(end.value.code or 0), said.out, said.err)

    return run


@pytest.fixture(scope="session")
def built_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the demo once."""
    folder = tmp_path_factory.mktemp("built") / "demo"
    build_demo(folder).close()
    return folder


@pytest.fixture
def demo(built_demo: Path, workspace: Path) -> Path:
    """Return a workspace that is a copy of the demo."""
    shutil.copytree(built_demo, workspace)
    return workspace


def rows_of_the_small_contract() -> Sequence[tuple[str, str]]:
    """Return the records of a contract in which items 1 to 5 are in order, as kind and FIELD=VALUE arguments."""
    rows = [
        ("organisation", f"名称={OURS}|住所=東京都千代田区架空一丁目|代表者氏名=代表取締役　甲野　太郎|自社=有"),
        ("shareholder", f"事業者={OURS}|株主名=甲野　太郎|国・地域=日本|議決権比率=100"),
        ("officer", f"事業者={OURS}|氏名=甲野　太郎|役職=代表取締役|国籍=日本"),
        ("person", f"所属={OURS}|氏名=乙山　花子|国籍=日本|資格=情報処理安全確保支援士|実績=令和５年度調査"),
        ("person", f"所属={OURS}|氏名=丙川　次郎|国籍=日本、ベトナム|資格=基本情報技術者|実績=令和５年度集計"),
        ("contract", CONTRACT),
        ("official", "氏名=経産　一郎|担当開始日=2024-07-01"),
        ("assurance", "版=1|提示日=2024-07-05|了承日=2024-07-10|提出日=2024-07-11"),
        *(
            ("method", f"項目={item}|適用日=2024-07-10|遵守の方法=社内規程による。|了承日=2024-07-10")
            for item in range(2, 18)
        ),
        ("workplace", "名称=本社|種別=自社|住所=東京都千代田区架空一丁目|使用開始日=2024-07-01|提示日=2024-07-05"),
    ]
    for name, role in (("乙山　花子", "情報セキュリティ責任者"), ("丙川　次郎", "情報管理責任者")):
        days = "従事開始日=2024-07-01|提示日=2024-07-05|誓約日=2024-07-01"
        rows.append(("assignment", f"従事者={name}|役割={role}、業務従事者|雇用区分=自社|実施場所=本社|{days}"))
    return rows


@pytest.fixture(scope="session")
def built_small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small contract once, each record as a command would enter it."""
    folder = tmp_path_factory.mktemp("built") / "small"
    with Store.create(folder) as store:
        for name, pairs in rows_of_the_small_contract():
            kind = KINDS[name]
            code = CODE if kind.of_contract else ""
            add(store, kind, cells_of(kind, pairs.split("|")), By("test"), code)
    return folder


@pytest.fixture
def small(built_small: Path, workspace: Path) -> Path:
    """Return a workspace with one small contract, R6架空, and nothing answered."""
    shutil.copytree(built_small, workspace)
    return workspace


@pytest.fixture
def settle(secops: Secops) -> Callable[..., None]:
    """Return what answers every item of a contract: settled proposals as they are, the others 未実施 with a basis."""

    def settled(code: str, as_of: str) -> None:
        secops("answer", code, "all", "--as-of", as_of)
        for item in secops("assess", code, "--on", as_of, "--json").json["items"]:
            if item["answer"] is None and item["item"] > 1:
                reason, basis = ("--reason", "確認中のため。"), ("--basis", "記録を確認した。")
                said = secops("answer", code, item["item"], "未実施", *reason, *basis, "--as-of", as_of)
                assert said.status == 0, said.err

    return settled


@pytest.fixture
def csv_file(machine: Path) -> Callable[..., Path]:
    """Return what writes a file to import: text in an encoding, or bytes."""

    def write(content: str | bytes, encoding: str = "utf-8", name: str = "名簿.csv") -> Path:
        path = machine / name
        path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def listed(csv_file) -> Callable[..., Path]:
    """Return what writes a list."""

    def write(*rows: str, head: str = HEAD, name: str = "架空リスト.csv") -> Path:
        return csv_file("\n".join((head, *rows)), name=name)

    return write


@pytest.fixture
def july_and_november(secops, small: Path, listed) -> None:
    """Import two lists: in November 架空フォーム is gone, 架空メール new, 架空ストレージ has another day."""
    for as_of, rows in (
        ("2024-07-01", (STORAGE, FORM, *OTHERS)),
        ("2024-11-01", (STORAGE.replace("2025", "2026"), MAIL, *OTHERS)),
    ):
        assert secops("ismap", "import", listed(*rows), "--as-of", as_of).status == 0
