"""Small mistakes to make in a module: each is a mutant that the tests should notice.

A mutant has a name that outlives moved lines: the function it is in, the line of code as
``ast.unparse`` writes it, and what that becomes.
"""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

_COMPARISONS: Final[dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_OPERATORS: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Add,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
}
_PAIRS: Final = ("min max", "any all", "startswith endswith", "find rfind", "lstrip rstrip")
_NAMES: Final = {
    one: other
    for one, other in map(str.split, _PAIRS)
    for one, other in ((one, other), (other, one))
}
_TYPES_ONLY: Final = {"TypeVar", "ParamSpec", "NewType", "cast"}  # nothing of these runs
_NOT_CODE: Final = {"annotation", "returns", "decorator_list", "type_params"}


def mutants(tree: ast.Module, skip: Iterable[int] = ()) -> Iterator[tuple[str, int]]:
    """Give name and line of each mutant; *tree* is that mutant until the next is asked for.

    What begins on one of the lines *skip* is left alone, and so are docstrings and types.

    >>> tree = ast.parse("def f(x):\\n    return x < 1")
    >>> [name for name, _ in mutants(tree)][:2]
    ['f: return x < 1 -> return None', 'f: return x < 1 -> return x <= 1']
    >>> ast.unparse(tree)  # as it was
    'def f(x):\\n    return x < 1'
    """
    skipped, seen = set(skip), Counter[str]()
    for slot, inside, unit in _places(tree, "", tree):
        node = slot.node
        if getattr(node, "lineno", 0) in skipped or getattr(unit, "lineno", 0) in skipped:
            continue
        before = _line_of(unit)
        for instead in _instead(slot):
            ast.copy_location(instead, node)
            ast.fix_missing_locations(instead)
            slot.put(instead)
            name = f"{inside}: {before} -> {_line_of(instead if node is unit else unit)}"
            seen[name] += 1
            try:
                yield name if seen[name] == 1 else f"{name} #{seen[name]}", node.lineno
            finally:
                slot.put(node)


class _Slot:
    """The place of a node in its parent."""

    def __init__(self, parent: ast.AST, field: str, number: int | None, node: ast.expr | ast.stmt):
        self.parent, self.field, self.number, self.node = parent, field, number, node

    def put(self, node: ast.AST) -> None:
        if self.number is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.number] = node


def _places(parent: ast.AST, inside: str, unit: ast.AST) -> Iterator[tuple[_Slot, str, ast.AST]]:
    """Every expression and statement below *parent* that is code, with its function and statement."""
    for field, value in ast.iter_fields(parent):
        if field in _NOT_CODE:
            continue
        for number, node in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(node, ast.AST) or _is_no_code(node):
                continue
            own = node if isinstance(node, ast.stmt) else unit
            if isinstance(node, ast.expr | ast.stmt):
                at = number if isinstance(value, list) else None
                yield _Slot(parent, field, at, node), inside.removeprefix("."), own
            named = isinstance(node, ast.FunctionDef | ast.ClassDef)
            yield from _places(node, f"{inside}.{node.name}" if named else inside, own)


def _is_no_code(node: ast.AST) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Pass() | ast.Expr(ast.Constant()):
            return True
        case ast.If(test=ast.Name("TYPE_CHECKING")):
            return True
        case ast.Call(func=ast.Name(name)):
            return name in _TYPES_ONLY
        case ast.ClassDef(bases=bases):
            return "Protocol" in ast.unparse(bases)  # type: ignore[arg-type]
        case ast.FunctionDef(decorator_list=decorators):
            return any(ast.unparse(decorator) == "overload" for decorator in decorators)
        case ast.AnnAssign(annotation=annotation):
            return "TypeAlias" in ast.unparse(annotation)
        case ast.Assign(targets=[ast.Name(name)]):
            return name in ("__slots__", "__all__")
    return False


def _with(node: ast.AST, **fields: object) -> ast.AST:
    made = copy.copy(node)
    for field, value in fields.items():
        setattr(made, field, value)
    return made


def _instead(slot: _Slot) -> Iterator[ast.AST]:
    """What may stand in the place of a statement or an expression."""
    node = slot.node
    match node:
        case ast.Compare(ops=ops):
            for number, op in enumerate(ops):
                for other in _COMPARISONS[type(op)]:
                    yield _with(node, ops=[*ops[:number], other(), *ops[number + 1 :]])
        case ast.Constant(value=bool(value)):
            yield _with(node, value=not value)
        case ast.Constant(value=int(value) | float(value)):
            yield _with(node, value=value + 1)
            yield _with(node, value=value - 1)
        case ast.Constant(value=str(value)):
            yield _with(node, value=value + "XX")
        case ast.Constant(value=bytes(value)):
            yield _with(node, value=value + b"XX")
        case ast.BoolOp(op=op):
            yield _with(node, op=ast.And() if isinstance(op, ast.Or) else ast.Or())
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in _OPERATORS:
            yield _with(node, op=_OPERATORS[type(op)]())
        case ast.Name(id=name) if name in _NAMES:
            yield _with(node, id=_NAMES[name])
        case ast.Attribute(attr=name) if name in _NAMES:
            yield _with(node, attr=_NAMES[name])
        case ast.Return(value=ast.expr() as value) if not _is_nothing(value):
            yield _with(node, value=ast.Constant(None))
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield ast.Break()
    if slot.field in ("test", "ifs") and not isinstance(node, ast.Compare | ast.UnaryOp):
        yield ast.UnaryOp(ast.Not(), node)
    if isinstance(node, ast.Expr | ast.AugAssign | ast.Raise | ast.Delete) or (
        isinstance(node, ast.Assign) and not _is_first(slot)
    ):
        yield ast.Pass()


def _is_nothing(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and (value.value is None or value.value is False)


def _is_first(slot: _Slot) -> bool:
    """Whether an assignment gives a name its first value: without it the name would not be there."""
    plain = isinstance(slot.parent, ast.FunctionDef | ast.ClassDef | ast.Module)
    return plain and isinstance(slot.node.targets[0], ast.Name | ast.Tuple)  # type: ignore[attr-defined]


def _line_of(unit: ast.AST) -> str:
    """A statement on one line; of one with a body, its head."""
    empty = {"body": [ast.Pass()], "orelse": [], "finalbody": [], "decorator_list": []}
    heads = {field: value for field, value in empty.items() if hasattr(unit, field)}
    if isinstance(unit, ast.stmt) and heads and not isinstance(unit, ast.Try | ast.Match):
        return " ".join(ast.unparse(_with(unit, **heads)).split("\n")[:-1])
    return " ".join(ast.unparse(unit).split("\n"))
