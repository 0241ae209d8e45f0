"use strict";

// Texts are only ever set as text: nothing of the document is read as HTML.
function make(tag, content, className) {
  const element = document.createElement(tag);
  element.append(...[content ?? []].flat());
  if (className) element.className = className;
  return element;
}

function resolved(schema, all) {
  return schema.$ref ? all[schema.$ref.split("/").pop()] : schema;
}

function kind(schema, all) {
  if (schema.anyOf) return schema.anyOf.map((one) => kind(one, all)).join(" | ");
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(" | ");
  if (schema.type === "array") return `${kind(schema.items ?? {}, all)}[]`;
  return schema.$ref ? "object" : (schema.type ?? "any");
}

function example(schema, all, depth = 0) {
  const found = resolved(schema, all);
  if (found.default !== undefined) return found.default;
  if (found.examples) return found.examples[0];
  if (found.enum) return found.enum[0];
  if (found.anyOf) return example(found.anyOf[0], all, depth + 1);
  if (found.properties && depth < 4) {
    const fields = Object.entries(found.properties).filter(([name]) => found.required?.includes(name));
    return Object.fromEntries(fields.map(([name, field]) => [name, example(field, all, depth + 1)]));
  }
  return { string: "…", integer: 1, number: 1, boolean: true, array: [], object: {} }[found.type] ?? "all";
}

function curl(method, path, body) {
  const lines = [`curl -X ${method.toUpperCase()} '${location.origin}${path}'`];
  if (body !== undefined) lines.push("  -H 'Content-Type: application/json'", `  -d '${JSON.stringify(body)}'`);
  return lines.join(" \\\n");
}

function endpoint(method, path, operation, all) {
  const title = [make("b", method.toUpperCase(), `method ${method}`), make("code", path), make("span", operation.summary)];
  const details = make("details", make("summary", title));
  details.dataset.words = `${method} ${path} ${operation.summary}`.toLowerCase();
  const body = operation.requestBody?.content["application/json"];
  const reference = body?.schema;
  details.append(make("pre", curl(method, path, body && (body.example ?? example(reference, all)))));
  const fields = Object.entries(reference ? (resolved(reference, all).properties ?? {}) : {});
  const query = operation.parameters.filter((one) => one.in === "query").map((one) => [one.name, one.schema]);
  const rows = [...query, ...fields].map(([name, field]) =>
    make("tr", [make("td", make("code", name)), make("td", kind(field, all)), make("td", field.description ?? "")]));
  if (rows.length) details.append(make("table", rows));
  return details;
}

function group(path) {
  const parts = path.split("/");
  return parts[1] === "v1" ? parts[2] : "server";
}

async function show() {
  const told = await (await fetch("/openapi.json")).json();
  const main = document.getElementById("endpoints");
  const sections = new Map();
  for (const [path, operations] of Object.entries(told.paths)) {
    const name = group(path);
    if (!sections.has(name)) sections.set(name, make("section", make("h2", name)));
    for (const [method, operation] of Object.entries(operations)) {
      sections.get(name).append(endpoint(method, path, operation, told.components.schemas));
    }
  }
  main.replaceChildren(...sections.values());
  document.getElementById("search").addEventListener("input", (event) => {
    const words = event.target.value.toLowerCase();
    for (const each of main.querySelectorAll("details")) each.hidden = !each.dataset.words.includes(words);
    for (const each of main.querySelectorAll("section")) each.hidden = !each.querySelector("details:not([hidden])");
  });
}

show().catch((error) => document.getElementById("endpoints").replaceChildren(make("p", `Not loaded: ${error.message}`)));
