"""Reckons opening hours a second time, minute by minute, and compares.

hours_again.py BANK_HOLIDAYS < CASES: a case is a line of nation, hours, special days, UTC seconds,
hours to work (0: none), what our code says, and when it says that work is due, parted by tabs.
BANK_HOLIDAYS is GOV.UK's list. London's time comes from the system's zone tables. Ends with 1 and the
differences when there are any.
"""
import datetime
import functools
import json
import re
import sys
import zoneinfo

LONDON = zoneinfo.ZoneInfo("Europe/London")
DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
DAY = 24 * 60


def read_holidays(path):
    with open(path, encoding="utf-8") as file:
        divisions = json.load(file)["divisions"]
    found = {}
    for nation in ("england-and-wales", "scotland", "northern-ireland"):
        years = divisions[f"common.nations.{nation}_slug"]
        found[nation] = {
            datetime.datetime.strptime(day["date"], "%d/%m/%Y").date()
            for year, days in years.items() if year.isdigit() for day in days
        }
    return found


def day_set(text):
    chosen = set()
    for part in text.split(","):
        ends = part.split("-")
        if part == "PH":
            chosen.add("PH")
            continue
        at, last = DAYS.index(ends[0]), DAYS.index(ends[-1])
        while True:
            chosen.add(at)
            if at == last:
                break
            at = (at + 1) % 7
    return chosen


@functools.lru_cache(maxsize=None)
def read_rules(text):
    rules = []
    for part in text.split(";"):
        part = part.strip()
        season = re.match(r"(?:(\d{4}) )?([A-Z][a-z]{2}) (\d+)(?:-(?:(\d{4}) )?(?:([A-Z][a-z]{2}) )?(\d+))?(?= |$)", part)
        begins = ends = None
        if season:
            year, month, day, last_year, last_month, last_day = season.groups()
            begins = (MONTHS.index(month) + 1, int(day))
            ends = begins if not last_day else (
                MONTHS.index(last_month) + 1 if last_month else begins[0], int(last_day))
            begins += (int(year) if year else None,)
            ends += (int(last_year) if last_year else begins[2],)
            part = part[season.end():].strip()
        days = None
        word = part.split(" ")[0]
        if re.match(r"(Mo|Tu|We|Th|Fr|Sa|Su|PH)", word):
            days, part = day_set(word), part[len(word):].strip()
        spans = []
        if part == "24/7":
            spans = [(0, DAY)]
        elif part != "off":
            for span in part.split(","):
                start, end = (int(t[:2]) * 60 + int(t[3:]) for t in span.split("-"))
                spans.append((start, end if end > start else end + DAY))
        rules.append((begins, ends, days, spans))
    return rules


def matches(rule, date, holidays):
    begins, ends, days, _ = rule
    if begins:
        if begins[2]:
            first = datetime.date(begins[2], begins[0], begins[1])
            last = datetime.date(ends[2], ends[0], ends[1])
            if not first <= date <= last:
                return False
        else:
            here = (date.month, date.day)
            inside = begins[:2] <= here <= ends[:2] if begins[:2] <= ends[:2] else (
                here >= begins[:2] or here <= ends[:2])
            if not inside:
                return False
    return days is None or date.weekday() in days or ("PH" in days and date in holidays)


class Hours:
    def __init__(self, text, special, holidays):
        self.rules, self.holidays = read_rules(text), holidays
        self.special = read_rules(special) if special else []
        self.observant = any(rule[2] and "PH" in rule[2] for rule in self.rules)
        self.known = {}

    def minutes(self, date):
        """The minutes from its midnight at which the spans of a day are open."""
        if date not in self.known:
            chosen = [rule for rule in self.rules if matches(rule, date, self.holidays)]
            minutes = set()
            if chosen:
                for start, end in chosen[-1][3]:
                    minutes.update(range(start, end))
                cut = [rule for rule in self.special if matches(rule, date, self.holidays)]
                if cut and self.observant and not (chosen[-1][0] and chosen[-1][0][2]):
                    allowed = set()
                    for start, end in cut[-1][3]:
                        allowed.update(range(start, end))
                    minutes &= allowed
            self.known[date] = minutes
        return self.known[date]

    def open_at(self, date, minute):
        date += datetime.timedelta(days=minute // DAY)
        minute %= DAY
        return (minute in self.minutes(date)
                or minute + DAY in self.minutes(date - datetime.timedelta(days=1)))

    def says(self, now):
        date, minute = now.date(), now.hour * 60 + now.minute
        if self.open_at(date, minute):
            until = minute
            while until < 7 * DAY and self.open_at(date, until):
                until += 1
            if until >= 7 * DAY:
                return "open day and night"
            return "open until 24:00" if until == DAY else (
                f"open until {until % DAY // 60:02}:{until % 60:02}")
        at = minute
        while at < 400 * DAY and not self.open_at(date, at):
            ahead = date + datetime.timedelta(days=at // DAY)
            if at % DAY == 0 and not self.minutes(ahead) and not self.minutes(
                    ahead - datetime.timedelta(days=1)):
                at += DAY
            else:
                at += 1
        if at >= 400 * DAY:
            return "closed"
        clock = f"{at % DAY // 60:02}:{at % 60:02}"
        day = date + datetime.timedelta(days=at // DAY)
        if at < DAY:
            return f"closed, opens {clock}"
        if at < 7 * DAY:
            return f"closed, opens {day:%a} {clock}"
        return f"closed, opens {day:%a} {day.day} {day:%b} {clock}"

    def due(self, start, hours):
        left, at = hours * 60, start
        while left:
            local = datetime.datetime.fromtimestamp(at, LONDON)
            left -= self.open_at(local.date(), local.hour * 60 + local.minute)
            at += 60
            if at - start > 40 * 86400:
                return None
        return at


def main(path):
    holidays = read_holidays(path)
    cases = differences = 0
    for line in sys.stdin:
        nation, text, special, seconds, work, words, due = line.rstrip("\n").split("\t")
        hours = Hours(text, special, holidays[nation])
        now = datetime.datetime.fromtimestamp(int(seconds), LONDON)
        again = hours.says(now)
        cases += 1
        if again != words:
            differences += 1
            print(f"{text} | {special} | {nation} | {now}: {words}, again: {again}")
        if int(work):
            later = hours.due(int(seconds), int(work))
            if str(later) != due:
                differences += 1
                print(f"{text} | {special} | {nation} | {now} + {work} h: {due}, again: {later}")
    print(f"{cases} cases, {differences} differences")
    return 1 if differences or not cases else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
