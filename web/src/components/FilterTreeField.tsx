import { Button, Input } from '@mantine/core';
import { FilterBar } from './FilterBar';
import { toFilterTree } from '../lib/filter';
import { fromFilterTree } from '../lib/filterTree';

/** A filter tree of the API, changed by the same conditions as the lists. Not within a form: conditions have their own. */
export function FilterTreeField({
  label,
  tree,
  onChange,
  error,
  description,
}: {
  label: string;
  tree: unknown;
  onChange: ((tree: unknown) => void) | null; // null: it can only be read
  error?: string;
  description?: string;
}) {
  const conditions = fromFilterTree(tree);
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      size="xs"
      description={
        conditions?.length === 0 ? (description ?? 'All, until you add a condition') : undefined
      }
      error={error}
      role="group"
      aria-label={label}
    >
      {conditions === null ? (
        <div>
          This filter has parts that only JSON can say.{' '}
          {onChange && (
            <Button size="compact-xs" variant="default" onClick={() => onChange('all')}>
              Begin anew
            </Button>
          )}
        </div>
      ) : (
        <fieldset
          disabled={onChange === null}
          style={{ border: 0, margin: '4px 0 0', padding: 0, minInlineSize: 0 }}
        >
          <FilterBar
            conditions={conditions}
            onChange={changed => onChange?.(toFilterTree(changed))}
          />
        </fieldset>
      )}
    </Input.Wrapper>
  );
}
