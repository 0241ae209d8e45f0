-- 'evaluator.blocked' has become one of the alerts, which say when they are over, too.

UPDATE webhook SET events = replace(events, '"evaluator.blocked"', '"alert.fired","alert.resolved"')
WHERE events LIKE '%"evaluator.blocked"%';

UPDATE event SET kind = 'alert.fired', data = json_set(data, '$.alert', 'evaluator_blocked')
WHERE kind = 'evaluator.blocked';

UPDATE task SET kind = 'alert.fired', data = json_set(data, '$.alert', 'evaluator_blocked')
WHERE kind = 'evaluator.blocked';
