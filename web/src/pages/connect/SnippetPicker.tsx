import { NativeSelect, Text, Title } from '@mantine/core';
import { CopyButton } from '../../components/CopyButton';
import type { Host } from '../../lib/snippets';
import classes from './connect.module.css';
import type { Snippet, SnippetGroup } from './snippets/snippet';

/** Snippets by name: in rows of buttons, or a select where the window is narrow, and the code of the chosen one. */
export function SnippetPicker({
  title,
  groups,
  chosen,
  host,
  onChoose,
}: {
  title: string;
  groups: SnippetGroup[];
  chosen: string | undefined; // undefined or unknown: the first one
  host: Host;
  onChoose: (id: string) => void;
}) {
  const all = groups.flatMap(({ snippets }) => snippets);
  const snippet = all.find(({ id }) => id === chosen) ?? all[0]!;
  return (
    <section className={classes.card} aria-label={title}>
      <Title order={2} className={classes.title}>
        {title}
      </Title>
      <div className={classes.picker}>
        <div className={classes.names}>
          {groups.map(({ title: group, snippets }) => (
            <div key={group ?? ''} className={classes.group}>
              {group && <div className={classes.groupTitle}>{group}</div>}
              <div className={classes.members}>
                {snippets.map(({ id, name }) => (
                  <button
                    key={id}
                    type="button"
                    className={classes.name}
                    aria-pressed={id === snippet.id}
                    onClick={() => onChoose(id)}
                  >
                    {name}
                  </button>
                ))}
              </div>
            </div>
          ))}
        </div>
        <NativeSelect
          className={classes.select}
          aria-label={title}
          value={snippet.id}
          onChange={event => onChoose(event.currentTarget.value)}
          data={groups.map(({ title: group, snippets }) => ({
            group: group ?? title,
            items: snippets.map(({ id, name }) => ({ value: id, label: name })),
          }))}
        />
        <Code snippet={snippet} host={host} />
      </div>
    </section>
  );
}

function Code({ snippet, host }: { snippet: Snippet; host: Host }) {
  const also = snippet.also?.(host);
  return (
    <div className={classes.code}>
      <Block place={snippet.place} code={snippet.code(host)} name={snippet.name} />
      {also && <Block place={also.place} code={also.code} name={`second ${snippet.name}`} />}
      {snippet.note && (
        <Text size="sm" c="dimmed" className={classes.note}>
          {snippet.note}
        </Text>
      )}
    </div>
  );
}

function Block({ place, code, name }: { place: string; code: string; name: string }) {
  return (
    <>
      <div className={classes.place}>
        <Text size="xs" c="dimmed">
          {place}
        </Text>
        <CopyButton text={code} what={`the ${name} snippet`} />
      </div>
      <pre tabIndex={0} aria-label={`${name} snippet`}>
        <code>{code}</code>
      </pre>
    </>
  );
}
