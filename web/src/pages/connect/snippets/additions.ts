/** What a call can say about itself, and what can be said about a call. Each follows the first one that is shown. */

import { apiCall, chatCall } from '../../../lib/snippets';
import type { Snippet } from './snippet';

export const ADDITIONS: Snippet[] = [
  {
    id: 'request-id',
    name: 'Request id',
    place: 'A header of the call',
    code: host => chatCall(host, ['Helicone-Request-Id: my-request']),
    note: 'Without it, the answer’s header Helicone-Id says the id. A retry with the same id is another attempt of the request.',
  },
  {
    id: 'property',
    name: 'Property, prompt, user',
    place: 'Headers of the call',
    code: host =>
      chatCall(host, [
        'Helicone-Property-Environment: production',
        'Helicone-Prompt-Id: greeting-v2',
        'Helicone-User-Id: ada',
      ]),
    note: 'Any name after Helicone-Property- becomes a property, by which costs, errors and scores can be read.',
  },
  {
    id: 'session',
    name: 'Session',
    place: 'Headers of each call of the session',
    code: host =>
      chatCall(host, [
        'Helicone-Session-Id: chat-42',
        'Helicone-Session-Name: Support chat',
        'Helicone-Session-Path: /answer',
      ]),
  },
  {
    id: 'score',
    name: 'Score',
    place: 'After the call',
    code: host =>
      apiCall(
        host,
        '/v1/scores',
        '{"request_id": "my-request", "name": "accuracy", "value": 0.92, "source": "model", "evaluator": "my-judge", "comment": "Names the rule."}',
      ),
    note: 'A number, true or false, or a label. A score may come before its call.',
  },
  {
    id: 'session-score',
    name: 'Score of a session',
    place: 'After the session',
    code: host =>
      apiCall(host, '/v1/scores', '{"session_id": "chat-42", "name": "resolved", "value": true}'),
  },
  {
    id: 'feedback',
    name: 'User feedback',
    place: 'When a user presses a thumb',
    code: host => apiCall(host, '/v1/request/my-request/feedback', '{"rating": true}'),
  },
];
