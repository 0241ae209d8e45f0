import { Anchor, Group, Paper, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { components } from '../../api/schema';
import { useDefinition } from '../../components/scores/DefinitionSummary';
import { WordDiff } from '../../components/WordDiff';
import { count } from '../../lib/numbers';
import { fails } from '../../lib/passing';
import { valueFormat } from '../../lib/scoreFormat';
import { formatDifference } from '../../lib/differences';
import classes from './compare.module.css';
import type { ComparedScore } from './measures';
import type { Side } from './sides';
import { withoutMarks } from '../../lib/withoutMarks';

export type Pair = components['schemas']['PairShape'];

/** One pair: what was asked, and both answers with the words marked that differ. */
export function PairCard({
  pair: { key, prompt_preview: prompt, first, second, difference },
  row: { name, type },
  both,
  hash,
}: {
  pair: Pair;
  row: ComparedScore;
  both: [Side, Side];
  hash: boolean;
}) {
  const [one, other] = answersOf(first, second);
  const title = hash && prompt !== null ? withoutMarks(prompt) : key;
  return (
    <Paper withBorder component="article" aria-label={title}>
      <div className={classes.question}>
        <Group justify="space-between" wrap="nowrap" align="baseline">
          <Text size="sm" lineClamp={2}>
            {hash && prompt === null ? key.slice(0, 12) : title}
          </Text>
          <span className="numeric" style={{ whiteSpace: 'nowrap' }}>
            {formatDifference(type === 'number' ? 'number' : 'share', difference, null)}
          </span>
        </Group>
      </div>
      <div className={classes.answers}>
        <div>
          <PairHead
            name={both[0].name}
            className={classes.a}
            score={name}
            type={type}
            side={first}
          />
          {(one || other) && <WordDiff before={one} after={other} side="before" />}
        </div>
        <div>
          <PairHead
            name={both[1].name}
            className={classes.b}
            score={name}
            type={type}
            side={second}
          />
          {(one || other) && <WordDiff before={one} after={other} side="after" />}
        </div>
      </div>
    </Paper>
  );
}

/** Without Markdown's marks, unless the answers differ in nothing else. */
function answersOf(first: Pair['first'], second: Pair['second']): [string, string] {
  const written = [first.answer_preview ?? '', second.answer_preview ?? ''] as [string, string];
  const [one, other] = written;
  const plain: [string, string] = [withoutMarks(one), withoutMarks(other)];
  return one !== other && plain[0] === plain[1] ? written : plain;
}

/** The group, its value, and a link to the request or session; if there are several, to the latest. */
function PairHead({
  name,
  className,
  score,
  type,
  side,
}: {
  name: string;
  className: string | undefined;
  score: string;
  type: ComparedScore['type'];
  side: Pair['first'];
}) {
  const failing = fails(useDefinition(score), side.mean);
  const value = valueFormat(type)(side.mean);
  return (
    <Group gap="xs" mb={6}>
      <span className={className}>{name}</span>
      <Anchor
        size="sm"
        className={failing ? classes.failing : undefined}
        aria-label={`${score} ${value}: ${unitName(side)}`}
        renderRoot={props =>
          side.session_id === null ? (
            <Link
              to="/requests/$requestId"
              params={{ requestId: side.request_id ?? '' }}
              search={({ range, live }) => ({ range, live })}
              {...props}
            />
          ) : (
            <Link
              to="/sessions/$sessionId"
              params={{ sessionId: side.session_id }}
              search={({ range, live }) => ({ range, live })}
              {...props}
            />
          )
        }
      >
        {score} {value}
      </Anchor>
      {side.n_units > 1 && <span className={classes.quiet}>mean of {count(side.n_units)}</span>}
    </Group>
  );
}

const unitName = ({ request_id: request, session_id: session }: Pair['first']) =>
  session === null ? `request ${request}` : `session ${session}`;
