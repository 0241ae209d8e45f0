// Receives each logged call, verifies it, and scores it: the pipeline of Helicone's page about scores, in the form that
// runs. Node 22.18 or newer runs it as it is:
//
//     npm install standardwebhooks
//     export WEBHOOK_SECRET=whsec_… GNOMON_URL=http://localhost:8787 GNOMON_KEY=…
//     node webhook_evaluator.ts
//
// The secret is in the answer of POST /v1/webhooks. GNOMON_KEY is needed only where the server has keys.

import { createServer, type IncomingMessage } from "node:http";
import { createHmac, timingSafeEqual } from "node:crypto";
import { Webhook } from "standardwebhooks";

const { WEBHOOK_SECRET = "", GNOMON_URL = "http://localhost:8787", GNOMON_KEY = "", PORT = "8791" } = process.env;

type Scores = Record<string, number | boolean | string>;
type Message = { type: string; requestId: string; response?: any; model?: string };

const server = createServer(async (req, res) => {
  try {
    const body = await read(req);
    let message: Message;
    try {
      message = new Webhook(WEBHOOK_SECRET).verify(body, req.headers as Record<string, string>) as Message;
      verifyHelicone(body, String(req.headers["helicone-signature"]));
    } catch (error) {
      res.writeHead(401).end(String(error));
      return;
    }
    // A message may come twice, with the same webhook-id. Storing the same scores twice does no harm.
    if (message.type === "request.logged") {
      const { requestId, response, model } = message;
      await evaluateRequest(requestId, response, model);
    }
    res.writeHead(200).end("OK");
  } catch (error) {
    console.error(error);
    res.writeHead(500).end(); // it is sent again
  }
});

async function evaluateRequest(requestId: string, response: any, model?: string) {
  const text = response?.choices?.[0]?.message?.content;
  if (!text) return;
  const scores: Scores = { ...evaluateLength(text), ...evaluateSafety(text) };
  if (model) scores.model_used = model;
  const answer = await fetch(`${GNOMON_URL}/v1/request/${requestId}/score`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(GNOMON_KEY && { Authorization: `Bearer ${GNOMON_KEY}` }) },
    body: JSON.stringify({ scores }),
  });
  if (!answer.ok) throw new Error(`scores of ${requestId}: HTTP ${answer.status}`);
  console.log(`${requestId}: ${JSON.stringify(scores)}`);
}

const evaluateLength = (text: string): Scores => ({ words: text.split(/\s+/).length });

const evaluateSafety = (text: string): Scores => ({ contains_email: /\S+@\S+\.\w+/.test(text) });

// What receivers written for Helicone check. The signature of Standard Webhooks is enough by itself.
function verifyHelicone(body: string, signature: string) {
  const hmacKey = Buffer.from(WEBHOOK_SECRET.replace("whsec_", ""), "base64").toString("hex");
  const expected = createHmac("sha256", hmacKey).update(body).digest("hex");
  if (expected.length !== signature.length || !timingSafeEqual(Buffer.from(expected), Buffer.from(signature)))
    throw new Error("Helicone-Signature does not match");
}

async function read(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

server.listen(Number(PORT), "127.0.0.1", () => {
  const address = server.address();
  if (address && typeof address === "object") console.log(`Running on http://127.0.0.1:${address.port}/hook`);
});
