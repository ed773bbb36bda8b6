"""A second implementation of the expressions of XLSForm, to compare ours with.

Written from standards.md 4.3 and the ODK XForms specification, not from our C: a recursive-descent
parser that makes closures, and values that are Python's own: str, float, bool, UNKNOWN for an answer that
is still open, and list for a name that repeats.
"""
import calendar
import datetime
import math
import re


class Refused(Exception):
    """Not in the subset: kind and column (from 1)."""

    def __init__(self, kind, at, why):
        super().__init__(why)
        self.kind, self.at = kind, at


class Failed(Exception):
    """In the subset, but it has no value with these answers."""


UNKNOWN = type("Unknown", (), {"__repr__": lambda self: "UNKNOWN"})()
TODAY = datetime.date(2026, 11, 20)
NOW = datetime.datetime(2026, 11, 20, 12, 0)
EPOCH = datetime.date(1970, 1, 1)
MATTER, POSITION = "0190-matter", 2

TOKEN = re.compile(r"""
    (?P<blank>[ \t\r\n\u00a0]+)
  | (?P<name>\$\{[A-Za-z0-9_.-]+\})
  | (?P<string>'[^']*'|"[^"]*")
  | (?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
  | (?P<path>\.\.|//|/|\[|\]|@|::)
  | (?P<self>\.)
  | (?P<quote>[\u2018\u2019\u201c\u201d])
  | (?P<sign>!=|<=|>=|<(?!>)|=(?!=)|>|\+|-|\*|\(|\)|,)
  | (?P<word>[A-Za-z_](?:[A-Za-z0-9_-]|:(?=[A-Za-z_]))*)
""", re.VERBOSE)

COUNTS = {  # least and most arguments
    "selected": (2, 2), "not": (1, 1), "string-length": (1, 1), "regex": (2, 2), "count-selected": (1, 1),
    "if": (3, 3), "coalesce": (2, 32), "number": (1, 1), "true": (0, 0), "false": (0, 0), "today": (0, 0),
    "concat": (1, 32), "contains": (2, 2), "int": (1, 1), "round": (1, 2), "sum": (1, 1), "count": (1, 1),
    "min": (1, 32), "max": (1, 32), "floor": (1, 1), "boolean": (1, 1), "string": (1, 1),
    "starts-with": (2, 2), "date": (1, 1), "now": (0, 0), "decimal-date-time": (1, 1),
    "format-date": (2, 2), "format-date-time": (2, 2), "difference-in-months": (2, 2), "join": (1, 32),
    "jr:choice-name": (2, 2), "once": (1, 1), "position": (0, 0), "uuid": (0, 0),
}


def tokens_of(text):
    tokens, at = [], 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            raise Refused("syntax", at + 1, f"what is {text[at]!r}?")
        kind = match.lastgroup
        if kind != "blank":
            tokens.append((kind, match.group(), at + 1))
        at = match.end()
    return tokens + [("end", "", len(text) + 1)]


# ---- values ----

def moment(text):
    """Days since 1970 of a date, a moment or a time; None when it is none."""
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(Z|\+00:00)?)?", text)
    if match:
        try:
            days = (datetime.date(*map(int, match.group(1, 2, 3))) - EPOCH).days
        except ValueError:
            return None
        if match[4] is None:
            return float(days)
        clock = [int(match[4]), int(match[5]), int(match[6] or 0)]
        if clock[0] > 23 or clock[1] > 59 or clock[2] > 59:
            return None
        return days + (clock[0] * 3600 + clock[1] * 60 + clock[2] + float(match[7] or 0)) / 86400
    match = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?", text)
    if match:
        return (int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0)) / 86400
    return None


def number(value):
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    text = value.strip(" \t\r\n")
    if re.fullmatch(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", text):
        return float(text)
    days = moment(value.lstrip(" \t\r\n"))
    return math.nan if days is None else days


def string(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}"


def truth(value):
    if value is UNKNOWN:
        return UNKNOWN
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return value != ""


def equal(a, b):
    if isinstance(a, bool) or isinstance(b, bool):
        return truth(a) == truth(b)
    if isinstance(a, float) or isinstance(b, float):
        return number(a) == number(b)
    return a == b


def divide(a, b):
    if b == 0:
        if a == 0 or math.isnan(a):
            return math.nan
        return math.copysign(math.inf, a) * math.copysign(1, b)
    return a / b


def modulo(a, b):
    if math.isnan(a) or math.isnan(b) or math.isinf(a) or b == 0:
        return math.nan
    return math.fmod(a, b)


def multiply(a, b):
    return a * b


BINARY = {
    "=": equal, "!=": lambda a, b: not equal(a, b),
    "<": lambda a, b: number(a) < number(b), "<=": lambda a, b: number(a) <= number(b),
    ">": lambda a, b: number(a) > number(b), ">=": lambda a, b: number(a) >= number(b),
    "+": lambda a, b: number(a) + number(b), "-": lambda a, b: number(a) - number(b),
    "*": lambda a, b: multiply(number(a), number(b)),
    "div": lambda a, b: divide(number(a), number(b)), "mod": lambda a, b: modulo(number(a), number(b)),
}


# ---- functions on values that are all known ----

def need_days(value):
    days = number(value)
    if not -700000 < days < 2900000:
        raise Failed("no date")
    return days


def day_of(value):
    return EPOCH + datetime.timedelta(days=math.floor(need_days(value)))


def function_date(value):
    return "" if value == "" and isinstance(value, str) else day_of(value).isoformat()


def function_round(value, places=0.0):
    value, places = number(value), number(places)
    if math.isnan(value) or math.isnan(places) or math.isinf(value):
        return value if not math.isnan(places) else math.nan
    scale = 10.0 ** min(abs(half_away(places)), 15)
    if places > 0:
        return half_away(value * scale) / scale
    return half_away(value / scale) * scale


def half_away(value):
    if abs(value) > 2 ** 52:
        return value
    return math.copysign(math.floor(abs(value) + 0.5), value)


def truncated(value, how):
    return value if math.isnan(value) or math.isinf(value) else float(how(value))


def extreme(how, values):
    numbers = [number(v) for v in values]
    if not numbers or any(math.isnan(n) for n in numbers):
        return math.nan
    return how(numbers)


def format_date(value, form):
    if value == "" and isinstance(value, str):
        return ""
    days = need_days(value)
    if re.search(r"%(?![%YymnbdeaHhMS3])", form):
        raise Failed("format")
    at = datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=round(days * 86400000))
    signs = {"%": "%", "Y": f"{at.year:04}", "y": f"{at.year % 100:02}", "m": f"{at.month:02}",
             "n": str(at.month), "b": calendar.month_abbr[at.month], "d": f"{at.day:02}", "e": str(at.day),
             "a": calendar.day_abbr[at.weekday()], "H": f"{at.hour:02}", "h": str(at.hour),
             "M": f"{at.minute:02}", "S": f"{at.second:02}", "3": f"{at.microsecond // 1000:03}"}
    return re.sub(r"%(.)", lambda m: signs[m[1]], form)


def months(a, b):
    if a == "" or b == "":
        return ""
    a, b = day_of(a), day_of(b)
    if a > b:
        return -months(b.isoformat(), a.isoformat()) + 0.0
    count = (b.year - a.year) * 12 + b.month - a.month
    if b.day < a.day and b.day < calendar.monthrange(b.year, b.month)[1]:
        count -= 1
    return float(count)


def function_regex(value, pattern):
    try:
        return re.search(pattern, string(value)) is not None
    except re.error as error:
        raise Failed("pattern") from error


PLAIN = {
    "selected": lambda a, b: string(b).strip(" ") in string(a).split(" "),
    "not": lambda a: not truth(a),
    "string-length": lambda a: float(len(string(a))),
    "regex": lambda a, b: function_regex(a, string(b)),
    "count-selected": lambda a: float(len([w for w in string(a).split(" ") if w])),
    "number": number, "true": lambda: True, "false": lambda: False,
    "today": TODAY.isoformat,
    "now": lambda: NOW.strftime("%Y-%m-%dT%H:%M:%S.000+00:00"),
    "concat": lambda *a: "".join(map(string, a)),
    "join": lambda s, *a: string(s).join(map(string, a)),
    "contains": lambda a, b: string(b) in string(a),
    "starts-with": lambda a, b: string(a).startswith(string(b)),
    "int": lambda a: truncated(number(a), math.trunc),
    "floor": lambda a: truncated(number(a), math.floor),
    "round": function_round,
    "sum": lambda *a: float(sum(map(number, a))),
    "min": lambda *a: extreme(min, a), "max": lambda *a: extreme(max, a),
    "boolean": truth, "string": string, "date": function_date, "decimal-date-time": number,
    "format-date": lambda a, b: format_date(a, string(b)),
    "format-date-time": lambda a, b: format_date(a, string(b)),
    "difference-in-months": months,
    "position": lambda: float(POSITION), "uuid": lambda: MATTER,
}
LISTS = {"sum", "min", "max", "join", "concat"}


class Parser:
    def __init__(self, text):
        self.tokens = tokens_of(text)
        self.at = 0
        self.names = set()

    def peek(self, offset=0):
        return self.tokens[min(self.at + offset, len(self.tokens) - 1)]

    def take(self):
        token = self.peek()
        self.at += 1
        return token

    def sign(self, *signs):
        kind, text, _ = self.peek()
        if kind in ("sign", "word") and text in signs:
            self.at += 1
            return text
        return None

    def whole(self):
        value = self.logic("or", lambda: self.logic("and", self.comparisons))
        return value

    def logic(self, word, inner):
        parts = [inner()]
        while self.sign(word):
            parts.append(inner())
        if len(parts) == 1:
            return parts[0]
        decides = word == "or"

        def value(env):
            result = not decides
            for part in parts:
                holds = truth(part(env))
                if holds is UNKNOWN:
                    result = UNKNOWN
                elif holds == decides:
                    return decides
            return result
        return value

    def chain(self, signs, inner):
        value = inner()
        while True:
            sign = self.sign(*signs)
            if not sign:
                return value
            value = self.binary(sign, value, inner())

    @staticmethod
    def binary(sign, left, right):
        def value(env):
            a, b = left(env), right(env)
            return UNKNOWN if a is UNKNOWN or b is UNKNOWN else BINARY[sign](a, b)
        return value

    def comparisons(self):
        order = ("<", "<=", ">", ">=")
        return self.chain(("=", "!="), lambda: self.chain(order, self.sums))

    def sums(self):
        return self.chain(("+", "-"), lambda: self.chain(("*", "div", "mod"), self.unary))

    def unary(self):
        if not self.sign("-"):
            return self.operand()
        inner = self.unary()

        def value(env):
            a = inner(env)
            return UNKNOWN if a is UNKNOWN else -number(a)
        return value

    def operand(self):
        kind, text, at = self.take()
        if kind == "number":
            constant = float(text)
            return lambda env: constant
        if kind == "string":
            return lambda env: text[1:-1]
        if kind == "name":
            return self.named(text[2:-1])
        if kind == "self":
            return self.named(".")
        if kind == "word":
            return self.call(text, at)
        if text == "(":
            inner = self.whole()
            self.close(at)
            return inner
        raise Refused(kind if kind in ("path", "quote") else "syntax", at, "no value")

    def close(self, at):
        if not self.sign(")"):
            kind, _, here = self.peek()
            if kind in ("path", "quote"):
                raise Refused(kind, here, "not here")
            raise Refused("syntax", at, "not closed")

    def named(self, name):
        self.names.add(name)

        def value(env):
            found = env[name]
            return found[0] if isinstance(found, list) else found
        value.name = name
        return value

    def call(self, word, at):
        if self.peek()[1] != "(":
            kind, text, _ = self.peek()
            path = kind == "path" and text in ("/", "//", "::")
            raise Refused("path" if path else "syntax", at, "a bare word")
        if word not in COUNTS:
            raise Refused("path" if word in ("instance", "current") else "function", at, "no function")
        self.take()
        arguments = []
        if word == "position" and self.peek()[1] == "..":
            self.take()
        elif self.peek()[1] != ")":
            arguments.append(self.whole())
            while self.sign(","):
                arguments.append(self.whole())
        self.close(at)
        least, most = COUNTS[word]
        if not least <= len(arguments) <= most:
            raise Refused("count", at, "how many")
        return self.function(word, at, arguments)

    def function(self, word, at, arguments):
        if word == "count" and not hasattr(arguments[0], "name"):
            raise Refused("value", at, "count of what")
        special = getattr(self, "make_" + word.replace("-", "_").replace(":", "_"), None)
        if special:
            return special(arguments)

        def value(env):
            values = []
            for argument in arguments:
                found = env[argument.name] if word in LISTS and hasattr(argument, "name") else argument(env)
                values += found if isinstance(found, list) else [found]
            if any(v is UNKNOWN for v in values):
                return UNKNOWN
            return PLAIN[word](*values)
        return value

    @staticmethod
    def make_if(arguments):
        def value(env):
            holds = truth(arguments[0](env))
            if holds is not UNKNOWN:
                return arguments[1 if holds else 2](env)
            yes, no = arguments[1](env), arguments[2](env)
            same = type(yes) is type(no) and yes is not UNKNOWN and equal(yes, no)
            return yes if same else UNKNOWN
        return value

    @staticmethod
    def make_coalesce(arguments):
        def value(env):
            found = ""
            for argument in arguments:
                found = argument(env)
                if found is UNKNOWN or string(found) != "":
                    break
            return found
        return value

    @staticmethod
    def make_count(arguments):
        def value(env):
            found = env[arguments[0].name]
            return float(len(found)) if isinstance(found, list) else 1.0
        return value

    @staticmethod
    def make_once(arguments):
        def value(env):
            kept = env.get(".", "")
            return kept if kept is not UNKNOWN and kept != "" else arguments[0](env)
        return value

    @staticmethod
    def make_jr_choice_name(arguments):
        def value(env):
            found = arguments[0](env)
            return UNKNOWN if found is UNKNOWN else "a label" if string(found) else ""
        return value


def parse(text):
    """(value of an environment, its names), or Refused."""
    parser = Parser(text)
    value = parser.whole()
    kind, _, at = parser.peek()
    if kind != "end":
        raise Refused(kind if kind in ("path", "quote") else "syntax", at, "more than one")
    return value, parser.names
