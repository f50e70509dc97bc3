import { type Operation, found, mustExist } from './operation.cjs';

/** The tag operations, by operationId. */
export const tagOperations: Record<string, Operation> = {
	listTags: ({ account }) => found([...account.tags.values()].map((tag) => tag.toJson())),

	getTag: ({ account, param }) =>
		found(mustExist(account.tags.get(param('tag_id')), 'tag').toJson()),
};
