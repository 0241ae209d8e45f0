import { Button, Group } from '@mantine/core';
import { Fragment, useState } from 'react';
import { ConditionForm } from './ConditionForm';
import classes from './FilterBar.module.css';
import { UnknownNames } from './UnknownNames';
import { alternatives, type Condition, describeCondition, fromAlternatives } from '../lib/filter';

/** Where a form is open: in place of a condition, behind a group as an alternative, or behind everything. */
interface Place {
  group: number;
  item: number;
}

/** The filter's conditions as chips that can be changed and removed, and a form to add one. Alternatives share a frame.
 * `onChange` puts them into the URL. */
export function FilterBar({
  conditions = [],
  onChange,
}: {
  conditions?: Condition[];
  onChange: (conditions: Condition[] | undefined) => void;
}) {
  const [open, setOpen] = useState<Place | null>(null);
  const groups = alternatives(conditions);
  const isOpen = (group: number, item: number) => open?.group === group && open.item === item;

  function change({ group, item }: Place, ...put: Condition[]) {
    setOpen(null);
    const changed = groups.map(each => [...each]);
    if (group === changed.length) changed.push(put);
    else changed[group]!.splice(item, 1, ...put);
    const rest = fromAlternatives(changed);
    onChange(rest.length ? rest : undefined);
  }

  const form = (place: Place, initial?: Condition) => (
    <ConditionForm
      key={`${place.group} ${place.item}`}
      initial={initial}
      onDone={condition => change(place, condition)}
      onCancel={() => setOpen(null)}
    />
  );

  return (
    <Group gap={6} role="group" aria-label="Filter">
      {groups.map((group, at) => (
        <span key={at} className={classes.group} data-many={group.length > 1 || undefined}>
          {group.map((condition, item) => (
            <Fragment key={item}>
              {item > 0 && <span className={classes.or}>or</span>}
              {isOpen(at, item) ? (
                form({ group: at, item }, condition)
              ) : (
                <Chip
                  condition={condition}
                  onEdit={() => setOpen({ group: at, item })}
                  onRemove={() => change({ group: at, item })}
                />
              )}
            </Fragment>
          ))}
          {isOpen(at, group.length) ? (
            form({ group: at, item: group.length })
          ) : (
            <button
              type="button"
              className={classes.alternative}
              aria-label={`Add an alternative to ${describeCondition(group[0]!)}`}
              title="Add an alternative: one of them must hold"
              onClick={() => setOpen({ group: at, item: group.length })}
            >
              +
            </button>
          )}
        </span>
      ))}
      {isOpen(groups.length, 0) ? (
        form({ group: groups.length, item: 0 })
      ) : (
        <Button
          size="compact-sm"
          variant="default"
          className={classes.add}
          onClick={() => setOpen({ group: groups.length, item: 0 })}
        >
          Add filter
        </Button>
      )}
      <UnknownNames conditions={conditions} onChange={onChange} />
    </Group>
  );
}

function Chip({
  condition,
  onEdit,
  onRemove,
}: {
  condition: Condition;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const words = describeCondition(condition);
  return (
    <span className={classes.chip}>
      <button type="button" className={classes.words} title={`Change: ${words}`} onClick={onEdit}>
        {words}
      </button>
      <button
        type="button"
        className={classes.remove}
        aria-label={`Remove ${words}`}
        onClick={onRemove}
      >
        ×
      </button>
    </span>
  );
}
