"""Turns a flow of GOV.UK's smart answers into a service of ours.

A flow is two YAML files: FLOW-questions-and-responses.yml, the questions and the answers tried, and
FLOW-responses-and-expected-results.yml, a row for each path: the question reached, the answers given
so far, and the next question or the outcome. What comes after a question is learnt from the rows: the
condition of a question or an outcome is the shortest end of each path that leads to nothing else.

smartanswers.py QUESTIONS RESULTS prints the service.
"""
import re
import sys


def unquoted(text):
    text = re.sub(r"\s#.*$", "", text).strip()
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "'\"":
        inner = text[1:-1]
        return inner.replace("''", "'") if text[0] == "'" else inner.replace('\\"', '"')
    return text


def read_questions(path):
    """{node: [answer, …]}; a node that is listed twice has the answers of both."""
    questions, node = {}, None
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("- ") and node:
                questions[node].append(unquoted(line[2:]))
            elif line.startswith(":"):
                node = line.rstrip().removesuffix(":")
                questions.setdefault(node, [])
    return questions


def read_rows(path):
    """[{node, answers, next, outcome}, …]"""
    rows, row = [], None
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("- :current_node:"):
                row = {"node": unquoted(line.split(":", 2)[2]), "answers": []}
                rows.append(row)
            elif line.startswith("  - "):
                row["answers"].append(unquoted(line[4:]))
            elif line.startswith("  :next_node:"):
                row["next"] = unquoted(line.split(":", 2)[2])
            elif line.startswith("  :outcome_node:"):
                row["outcome"] = line.split(":", 2)[2].strip() == "true"
    return rows


def label_of(choice):
    return "Label of " + choice.replace("_", " ")


def node_id(name):
    return "q_" + re.sub(r"[^a-z0-9_]", "", name.lower())[:58]


def answer_value(text):
    """One form for answers that the recordings write in several: an amount is 50 when it is the last
    answer and 50.0 later on, and several choices come in any order."""
    if re.fullmatch(r"[0-9]+\.0", text):
        return text[:-2]
    if "," in text:
        return " ".join(sorted(text.split(",")))
    return text


class Flow:
    def __init__(self, questions, rows):
        self.tried = {node_id(n): [answer_value(a) for a in tried] for n, tried in questions.items()}
        self.rows = []
        self.outcomes = set()
        node_of = {}
        for row in rows:
            answers = tuple(answer_value(a) for a in row["answers"])
            node_of.setdefault(answers[:-1], node_id(row["node"]))
        for row in rows:
            answers = tuple(answer_value(a) for a in row["answers"])
            nodes = [node_of[answers[:i]] for i in range(len(answers) - 1)] + [node_id(row["node"])]
            after = node_id(row["next"])
            if row["outcome"]:
                self.outcomes.add(after)
            self.rows.append({"path": list(zip(nodes, answers)), "next": after,
                              "refused": after == nodes[-1]})
        self.order = []
        for row in self.rows:
            for node in [row["path"][-1][0], row["next"]]:
                if node not in self.order:
                    self.order.append(node)

    def good_rows(self):
        return [row for row in self.rows if not row["refused"]]

    def learn(self):
        """Sets of rows as bits: those that gave an answer, and where they went after a question."""
        self.gave, self.asked, self.went = {}, {}, {}
        self.good = self.good_rows()
        for i, row in enumerate(self.good):
            nodes = [node for node, _ in row["path"]] + [row["next"]]
            for (node, answer), after in zip(row["path"], nodes[1:]):
                self.gave[node, answer] = self.gave.get((node, answer), 0) | 1 << i
                self.asked[node] = self.asked.get(node, 0) | 1 << i
                self.went[node, after] = self.went.get((node, after), 0) | 1 << i

    def elsewhere(self, row, end):
        """The rows that gave these answers and went elsewhere after the same question."""
        alike = -1
        for pair in end:
            alike &= self.gave[pair]
        last = row["path"][-1][0]
        return alike & self.asked[last] & ~self.went.get((last, row["next"]), 0)

    def way_to(self, row):
        path = row["path"]
        for depth in range(1, len(path) + 1):
            end = path[-depth:]
            if not self.elsewhere(row, end):
                break
        way = [f"${{{node}}} = \"{answer}\"" for node, answer in end]
        others, on_path = self.elsewhere(row, end), {node for node, _ in path}
        while others:  # they asked something that this path did not
            i = others.bit_length() - 1
            others &= ~(1 << i)
            extra = next(n for n, _ in self.good[i]["path"] if n not in on_path)
            if f"${{{extra}}} = ''" not in way:
                way.append(f"${{{extra}}} = ''")
        return way

    def condition(self, node):
        ways = []
        for row in self.good:
            if row["next"] == node:
                way = self.way_to(row)
                if way not in ways:
                    ways.append(way)
        return " or ".join("(" + " and ".join(way) + ")" for way in ways)

    def answers_of(self, node):
        given = list(self.tried.get(node, []))
        for row in self.rows:
            given += [answer for n, answer in row["path"] if n == node]
        refused = {row["path"][-1][1] for row in self.rows
                   if row["refused"] and row["path"][-1][0] == node}
        return [a for a in dict.fromkeys(given) if a not in refused]

    def kind(self, node):
        """The answer type of a question, and its choices."""
        answers = self.answers_of(node)
        if set(answers) <= {"yes", "no"}:
            return "yesno", []
        if all(re.fullmatch("[0-9]+", a) for a in answers):
            return "integer", []
        if all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", a) for a in answers):
            return "date", []
        if any(re.search(r"[A-Z0-9] [0-9]", a) for a in answers):
            return "text", []
        choices = list(dict.fromkeys(word for a in answers for word in a.split(" ")))
        if any(" " in a for a in answers):  # several are kept in the order of the choices
            return "select_multiple", sorted(choices)
        return "select_one", choices

    def question_lines(self, node):
        kind, choices = self.kind(node)
        lines = [f"        type: {kind}"] + (["        choices:"] if choices else [])
        return lines + [f"          {choice}: {label_of(choice)}" for choice in choices]

    def typed(self, node, answer):
        """The same answer as an advisor may type it: labels, amounts with pence, capitals."""
        kind, choices = self.kind(node)
        if choices and set(answer.split(" ")) <= set(choices):
            return ", ".join(label_of(choice) for choice in reversed(answer.split(" ")))
        return {"integer": answer + ".00", "yesno": answer.upper()}.get(kind, answer)

    def service(self, name):
        self.learn()
        lines = [f"service: {name}", f"title: {name}", "provided_by: any",
                 "owner: { team: flows, email: flows@example.org }", "assured: 2026-01-01",
                 "review_by: 2030-01-01", "dialogue:", "  - section: Flow", "    prompts:"]
        for node in self.order:
            condition = self.condition(node)
            if node in self.outcomes:
                lines += [f"      - resolve: {node}"]
            else:
                lines += [f"      - ask: {node}", f"        text: Question {node}",
                          "        required: true"] + self.question_lines(node)
            if condition:
                lines += ["        when: |", f"          {condition}"]
        return "\n".join(lines) + "\n"


class PlainFlow(Flow):
    """The simplest translation: every answer is a free text, every condition the whole path. The
    conditions become very long, and an answer that the flow refuses leads nowhere."""

    def kind(self, node):
        return "text", []

    def way_to(self, row):
        return [f"${{{node}}} = \"{answer}\"" for node, answer in row["path"]]


def read_flow(questions, results, translation=Flow):
    return translation(read_questions(questions), read_rows(results))


if __name__ == "__main__":
    print(read_flow(sys.argv[1], sys.argv[2]).service("flow"), end="")
