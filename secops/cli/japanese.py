"""click in Japanese: help, usage errors, and commands whose modules are read only when they are called."""

import difflib
import importlib
import re
from typing import Any

import click


class JapaneseCommand(click.Command):
    """A command whose help is in Japanese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write 使い方."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="使い方: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under a Japanese heading."""
        options = (parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option))
        found = (record for option in options if (record := option.get_help_record(ctx)))
        records = [(names, _in_japanese(words)) for names, words in found]
        if records:
            with formatter.section("オプション"):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Say in Japanese what --help does."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "この説明を表示します。"
        return option


class LazyGroup(JapaneseCommand, click.Group):
    """A group whose commands lie in other modules, imported when called: the start stays fast."""

    def __init__(self, *args: Any, lazy: dict[str, tuple[str, str]] | None = None, **kwargs: Any) -> None:
        """Take ``lazy``: command → (module, its line in the list of commands)."""
        super().__init__(*args, **kwargs)
        self.lazy = lazy or {}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Return the commands in the order in which they are met."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the module of a command and return the command."""
        if cmd_name not in self.lazy:
            return None
        module = importlib.import_module(self.lazy[cmd_name][0])
        found: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command, or say which ones are near."""
        name = args[0]
        if name not in self.lazy:
            near = difflib.get_close_matches(name, self.lazy, 3)
            hint = f"もしかして: {'、'.join(near)}。" if near else ""
            raise click.UsageError(f"コマンド「{name}」はありません。{hint}secops --help で一覧を表示します。", ctx)
        return name, self.get_command(ctx, name), args[1:]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        with formatter.section("コマンド"):
            formatter.write_dl([(name, line) for name, (_, line) in self.lazy.items()])


def _in_japanese(words: str) -> str:
    """Turn what click adds to the help of an option into Japanese."""
    return re.sub(r"\[default: ([^;\]]*)[^\]]*\]", r"［省略時は\1］", words).replace("[required]", "［必須］")


def usage_message(error: click.ClickException) -> str:
    """Return the one Japanese sentence for a wrong use of the command line."""
    match error:
        case click.NoSuchOption():
            near = f"もしかして: {'、'.join(error.possibilities)}。" if error.possibilities else ""
            message = f"オプション「{error.option_name}」はありません。{near}"
        case click.MissingParameter():
            named = error.param.human_readable_name if error.param else ""
            hint = error.param.opts[0] if isinstance(error.param, click.Option) else named.upper()
            message = f"{hint}を指定してください。"
        case click.BadParameter():
            opts = error.param.opts[0] if error.param and error.param.param_type_name == "option" else ""
            hint = opts or (error.param.human_readable_name.upper() if error.param else "")
            message = f"{hint}の値を使えません。{_translated(error.message)}"
        case click.BadOptionUsage():
            wrong = "には値を付けられません" if "does not take" in error.message else "には値が必要です"
            message = f"オプション「{error.option_name}」{wrong}。"
        case click.UsageError() if "unexpected extra argument" in error.message:
            message = f"余分な引数があります: {error.message.partition('(')[2].rstrip(').')}。"
        case _:
            message = error.message
    if isinstance(error, click.UsageError) and error.ctx is not None:
        return f"{message}\n{error.ctx.command.get_usage(error.ctx)}"
    return message


def _translated(message: str) -> str:
    """Turn click's sentences about numbers and choices, which we can meet, into Japanese; ours come as they are."""
    if "is not a valid integer" in message or "is not in the range" in message:
        return "範囲内の整数を指定してください。"
    if "is not one of" in message:
        return f"次のいずれかを指定してください: {message.partition('is not one of')[2].strip(' .')}"
    if "does not exist" in message:
        return "そのファイル又はフォルダはありません。"
    if "is a directory" in message:
        return "フォルダではなくファイルを指定してください。"
    return message
