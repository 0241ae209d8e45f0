import type { RequestRow } from '../../../api/requestList';
import { cost, count } from '../../../lib/numbers';
import classes from './Facts.module.css';
import { Panel } from '../../../components/Panel';

/** Tokens by kind and their cost, for all attempts together. */
export function Usage({ row }: { row: RequestRow }) {
  const kinds: [name: string, tokens: number | null, part: boolean][] = [
    ['Prompt', row.prompt_tokens, false],
    ['read from cache', row.prompt_cache_read_tokens, true],
    ['written to cache', row.prompt_cache_write_tokens, true],
    ['audio', row.prompt_audio_tokens, true],
    ['Completion', row.completion_tokens, false],
    ['reasoning', row.reasoning_tokens, true],
    ['audio', row.completion_audio_tokens, true],
    ['Total', row.total_tokens, false],
  ];
  const notListed = row.attempt_count - row.attempts.length; // the oldest ones
  const priced = row.attempts.filter(({ cost_usd: usd }) => usd !== null);
  return (
    <Panel title="Tokens and cost">
      <dl className={classes.list}>
        {kinds
          .filter(([, tokens, part]) => !part || tokens) // parts that do not occur are left out
          .map(([name, tokens, part], index) => (
            <UsageRow key={index} name={part ? `of these ${name}` : name} part={part}>
              {count(tokens)}
            </UsageRow>
          ))}
        <UsageRow name={row.cost === null ? 'Cost (price unknown)' : 'Cost'}>
          {cost(row.cost)}
        </UsageRow>
        {priced.length > 1 &&
          priced.map(({ exchange_id: id, cost_usd: usd }) => (
            <UsageRow
              key={id}
              name={`attempt ${notListed + row.attempts.findIndex(one => one.exchange_id === id) + 1}`}
              part
            >
              {cost(usd)}
            </UsageRow>
          ))}
        {row.cost !== null && row.total_tokens ? (
          <UsageRow name="Cost per million tokens">
            {cost((1e6 * row.cost) / row.total_tokens)}
          </UsageRow>
        ) : null}
      </dl>
    </Panel>
  );
}

function UsageRow({ name, part, children }: { name: string; part?: boolean; children: string }) {
  return (
    <>
      <dt className={part ? classes.part : undefined}>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
