import { Autocomplete, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { definitionsQuery } from '../../../api/scores';
import { useAuthor } from '../../../components/scoring/useAuthor';
import { useScoreNames } from '../../../hooks/useNames';
import { BulkForm, type BulkFormProps } from './BulkForm';
import { useScoreAll } from './bulkQueries';
import { problemWith, suggestedValues, toValue } from './scoreInput';

/** Gives all selected requests one score. */
export function BulkScore({ ids, onDone }: BulkFormProps) {
  const [name, setName] = useState('');
  const [input, setInput] = useState('');
  const [comment, setComment] = useState('');
  const { author } = useAuthor();
  const names = useScoreNames().data?.map(each => each.name);
  const definition = useQuery(definitionsQuery).data?.find(each => each.name === name);
  const value = toValue(input, definition);
  const problem = input ? problemWith(value, definition) : null;

  const change = useScoreAll(ids, {
    name: name.trim(),
    value,
    comment: comment || undefined,
    rater: author,
  });
  return (
    <BulkForm
      verb="Score"
      ids={ids}
      isValid={name.trim() !== '' && input !== '' && problem === null}
      change={change}
      onDone={onDone}
    >
      <Autocomplete
        size="xs"
        label="Score"
        data-autofocus
        openOnFocus={false}
        value={name}
        onChange={setName}
        data={[...new Set(names)]}
      />
      <Autocomplete
        size="xs"
        label="Value"
        description="A number, true, false or a label"
        value={input}
        onChange={setInput}
        error={problem}
        data={suggestedValues(definition)}
      />
      <TextInput
        size="xs"
        label="Comment"
        value={comment}
        onChange={event => setComment(event.currentTarget.value)}
      />
      <Text size="xs" c="dimmed">
        Scored by {author}
      </Text>
    </BulkForm>
  );
}
