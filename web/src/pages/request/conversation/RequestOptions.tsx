import { Stack } from '@mantine/core';
import { count } from '../../../lib/numbers';
import classes from './Conversation.module.css';
import { settings, tools } from './turns';
import { Preformatted } from './MessageText';

/** What was sent beside the conversation: settings, and the tools that were offered. */
export function RequestOptions({ request }: { request: unknown }) {
  const asked = settings(request);
  const offered = tools(request);
  return (
    <Stack gap={4}>
      {Object.keys(asked).length > 0 && (
        <details className={classes.fold}>
          <summary>
            Settings: {Object.keys(asked).slice(0, 8).join(', ')}
            {Object.keys(asked).length > 8 && ' …'}
          </summary>
          <div className={classes.inside}>
            <Preformatted text={JSON.stringify(asked, null, 2)} />
          </div>
        </details>
      )}
      {offered.length > 0 && (
        <details className={classes.fold}>
          <summary>
            {count(offered.length)} {offered.length === 1 ? 'tool' : 'tools'} offered:{' '}
            {offered.map(({ name }) => name).join(', ')}
          </summary>
          <div className={classes.inside}>
            <Preformatted
              text={JSON.stringify(
                offered.map(({ definition }) => definition),
                null,
                2,
              )}
            />
          </div>
        </details>
      )}
    </Stack>
  );
}
