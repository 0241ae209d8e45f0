import { Stack } from '@mantine/core';
import { count } from '../../lib/numbers';
import { JsonTree } from '../json/JsonTree';
import classes from './Conversation.module.css';
import { settings, tools } from './turns';

/** What was sent besides the conversation: settings and tools. */
export function RequestOptions({ request }: { request: unknown }) {
  const options = settings(request);
  const offered = tools(request);
  return (
    <Stack gap={4}>
      {Object.keys(options).length > 0 && (
        <details className={classes.option}>
          <summary>
            Settings: {Object.keys(options).slice(0, 8).join(', ')}
            {Object.keys(options).length > 8 && ' …'}
          </summary>
          <div className={classes.inside}>
            <JsonTree value={options} label="Settings" />
          </div>
        </details>
      )}
      {offered.length > 0 && (
        <details className={classes.option}>
          <summary>
            {count(offered.length)} {offered.length === 1 ? 'tool' : 'tools'} offered:{' '}
            {offered.map(({ name }) => name).join(', ')}
          </summary>
          <div className={classes.inside}>
            <JsonTree value={offered.map(({ definition }) => definition)} label="Tools" />
          </div>
        </details>
      )}
    </Stack>
  );
}
