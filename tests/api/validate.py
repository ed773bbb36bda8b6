"""Checks replies of a live server against the OpenAPI description.

validate.py OPENAPI REPLIES: a reply is a line of method, route, status, content type and body,
separated by tabs. Ends with 1 and the faults when one is not as described, or when an answer that
succeeds was seen of no route at all.
"""
import json
import sys

import jsonschema


def main(openapi, replies):
    with open(openapi, encoding="utf-8") as file:
        description = json.load(file)
    validators, faults, count, succeeded = {}, [], 0, set()

    def validator(schema):
        key = json.dumps(schema, sort_keys=True)
        if key not in validators:
            whole = dict(schema, components=description["components"])
            jsonschema.Draft202012Validator.check_schema(whole)
            validators[key] = jsonschema.Draft202012Validator(whole)
        return validators[key]

    with open(replies, encoding="utf-8") as file:
        for line in file:
            method, route, status, kind, body = line.rstrip("\n").split("\t", 4)
            count += 1
            operation = description["paths"][route][method.lower()]
            response = operation["responses"].get(status)
            if response is None:
                faults.append(f"{method} {route}: {status} is not described: {body}")
                continue
            if status < "300":
                succeeded.add((method, route))
            if "content" not in response:
                if body:
                    faults.append(f"{method} {route}: {status} has a body")
                continue
            if kind not in response["content"]:
                faults.append(f"{method} {route}: {status} is {kind}")
                continue
            for error in validator(response["content"][kind]["schema"]).iter_errors(json.loads(body)):
                where = ".".join(str(step) for step in error.absolute_path)
                faults.append(f"{method} {route}: {status}: {where}: {error.message[:300]}")
    if not succeeded:
        faults.append("no reply that succeeds")
    for fault in faults[:40]:
        print(fault)
    print(f"{count} replies, {len(succeeded)} routes that succeeded, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
