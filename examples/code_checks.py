"""Check generated code: whether it compiles, passes its tests and is documented. The results become scores.

The code runs in a process of its own with limits, but not in a sandbox: check what you do not trust in a container.

    pip install openai requests
    export OPENAI_BASE_URL=http://127.0.0.1:8787/v1   # Gnomon
    export OPENAI_API_KEY=…                           # of your provider
    export GNOMON_KEY=…                               # only if Gnomon asks for keys
    python code_checks.py
"""

import ast
import os
import re
import subprocess
import sys
import uuid

import openai
import requests

BASE_URL = os.environ["OPENAI_BASE_URL"].rstrip("/")
KEY = os.environ.get("GNOMON_KEY", "")
AUTH = {"Helicone-Auth": f"Bearer {KEY}"} if KEY else {}
MODEL = os.environ.get("MODEL", "gpt-4o-mini")
TIME_LIMIT_S = 10
TASKS = {
    "Write a Python function fib(n) that returns the n-th Fibonacci number; fib(0) is 0.": [
        "fib(0) == 0",
        "fib(1) == 1",
        "fib(10) == 55",
        "fib(90) == 2880067194370816120",
    ],
}
BRANCHES = (ast.If, ast.For, ast.While, ast.ExceptHandler, ast.BoolOp, ast.IfExp, ast.comprehension)


def ask(task: str) -> tuple[str, str]:
    """The application: returns the id of its request, and the code of the answer."""
    request_id = str(uuid.uuid4())
    completion = openai.OpenAI(default_headers=AUTH).chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": task}],
        extra_headers={"Helicone-Request-Id": request_id, "Helicone-Property-App": "code"},
    )
    answer = completion.choices[0].message.content or ""
    fenced = re.search(r"```(?:python)?\n(.*?)```", answer, re.DOTALL)
    return request_id, fenced[1] if fenced else answer


def check(code: str, tests: list[str]) -> dict[str, int | bool]:
    """Shares are from 0 to 100."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return {"syntax_valid": False, "test_pass_rate": 0}
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return {
        "syntax_valid": True,
        "test_pass_rate": round(100 * sum(passes(code, test) for test in tests) / len(tests)),
        "branches": sum(isinstance(node, BRANCHES) for node in ast.walk(tree)),
        "has_documentation": all(ast.get_docstring(function) for function in functions),
    }


def passes(code: str, test: str) -> bool:
    """Run a test in a process of its own, which sees no keys and ends within the limit."""
    try:
        ran = subprocess.run(
            [sys.executable, "-I", "-c", f"{code}\nassert {test}"],
            env={},
            capture_output=True,
            timeout=TIME_LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return ran.returncode == 0


def main() -> None:
    headers = {"Authorization": f"Bearer {KEY}"} if KEY else {}
    for task, tests in TASKS.items():
        request_id, code = ask(task)
        scores = check(code, tests)
        reply = requests.post(
            f"{BASE_URL}/request/{request_id}/score", headers=headers, json={"scores": scores}, timeout=30
        )
        if not reply.ok:
            raise SystemExit(f"the scores were refused: {reply.text}")
        print(request_id, scores)


if __name__ == "__main__":
    main()
