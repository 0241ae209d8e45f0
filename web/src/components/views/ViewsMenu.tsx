import { Button, Popover } from '@mantine/core';
import { useState } from 'react';
import { useDeleteView, useSaveView, type View, type ViewPage } from '../../api/views';
import { useCanScore } from '../../hooks/useCanScore';
import { differs, toViewSearch } from '../../lib/viewSearch';
import { ErrorAlert } from '../states';
import { DeleteButton } from './DeleteButton';
import { type PageViews, useOpenDefault, useViews } from './useViews';
import { ViewForm } from './ViewForm';
import classes from './ViewsMenu.module.css';

const LISTS: ViewPage[] = ['requests', 'sessions', 'users', 'properties', 'scores'];

/** The saved views of a page: to choose, save, change and delete. The default one opens with the page. */
export function ViewsMenu({ page }: { page: ViewPage }) {
  const pageViews = useViews(page);
  useOpenDefault(page);
  const all = LISTS.includes(page) ? `All ${page}` : 'Default view';
  const { current, search, show } = pageViews;
  const [isOpen, setIsOpen] = useState(false);
  const [edited, setEdited] = useState<'new' | View | null>(null);
  const isChanged = current !== undefined && differs(current, search);
  const close = () => {
    setIsOpen(false);
    setEdited(null);
  };
  return (
    <Popover position="bottom-end" width={300} trapFocus opened={isOpen} onChange={close}>
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          aria-label={`Saved views: ${current?.name ?? all}${isChanged ? ', changed' : ''}`}
          onClick={() => (isOpen ? close() : setIsOpen(true))}
        >
          {current?.name ?? all}
          {isChanged && ' · changed'} ▾
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {edited === null ? (
          <ViewList
            {...pageViews}
            all={all}
            page={page}
            isChanged={isChanged}
            onEdit={setEdited}
            onDone={close}
          />
        ) : (
          <ViewForm
            page={page}
            search={edited === 'new' ? search : edited.search}
            view={edited === 'new' ? undefined : edited}
            onSaved={view => {
              close();
              show(view);
            }}
            onCancel={() => setEdited(null)}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

interface ViewListProps extends PageViews {
  all: string;
  page: ViewPage;
  isChanged: boolean;
  onEdit: (view: 'new' | View) => void;
  onDone: () => void;
}

function ViewList({ views, current, show, all, onDone, ...rest }: ViewListProps) {
  const choose = (view: View | undefined) => {
    onDone();
    show(view);
  };
  return (
    <>
      <ul className={classes.list}>
        <ViewItem name={all} isCurrent={!current} onClick={() => choose(undefined)} />
        {views.map(view => (
          <ViewItem
            key={view.view_id}
            name={view.name}
            note={[view.default && 'default', view.shared && 'shared'].filter(Boolean).join(', ')}
            isCurrent={view === current}
            onClick={() => choose(view)}
          />
        ))}
      </ul>
      {useCanScore() && (
        <ViewActions {...{ views, current, show, all, onDone, ...rest }} choose={choose} />
      )}
    </>
  );
}

function ViewItem({
  name,
  note,
  isCurrent,
  onClick,
}: {
  name: string;
  note?: string;
  isCurrent: boolean;
  onClick: () => void;
}) {
  return (
    <li>
      <button
        type="button"
        className={classes.view}
        aria-current={isCurrent || undefined}
        onClick={onClick}
      >
        <span className={classes.name} title={name}>
          {name}
        </span>
        {note && <span className={classes.note}>{note}</span>}
      </button>
    </li>
  );
}

function ViewActions({
  current,
  search,
  page,
  isChanged,
  onEdit,
  onDone,
  choose,
}: ViewListProps & { choose: (view: View | undefined) => void }) {
  const save = useSaveView();
  const remove = useDeleteView();
  return (
    <div className={classes.actions}>
      <Button size="compact-xs" variant="default" onClick={() => onEdit('new')}>
        Save as new…
      </Button>
      {current && isChanged && (
        <Button
          size="compact-xs"
          loading={save.isPending}
          onClick={() => {
            const { view_id: id, name, shared } = current;
            const body = { name, page, shared, default: current.default };
            save.mutate(
              { id, body: { ...body, search: toViewSearch(search) } },
              { onSuccess: onDone },
            );
          }}
        >
          Save changes
        </Button>
      )}
      {current && (
        <Button size="compact-xs" variant="default" onClick={() => onEdit(current)}>
          Rename or share…
        </Button>
      )}
      {current && (
        <DeleteButton
          what={current.shared ? 'for everybody' : 'this view'}
          isPending={remove.isPending}
          onDelete={() => remove.mutate(current.view_id, { onSuccess: () => choose(undefined) })}
        />
      )}
      {(save.error ?? remove.error) && <ErrorAlert error={(save.error ?? remove.error)!} />}
    </div>
  );
}
