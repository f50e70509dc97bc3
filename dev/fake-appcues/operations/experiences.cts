import type { FakeExperience } from '../model/experience.cjs';
import { EXPERIENCE_TYPES, type ExperienceType } from '../model/experienceTypes.cjs';
import { type Answer, type Call, type Operation, OK, found, mustExist } from './operation.cjs';

/** The operations of all eight types of experience, by operationId. */
export const experienceOperations: Record<string, Operation> = Object.assign(
	{},
	...(Object.keys(EXPERIENCE_TYPES) as ExperienceType[]).map(operationsOf),
);

function operationsOf(type: ExperienceType): Record<string, Operation> {
	const { one, many } = EXPERIENCE_TYPES[type];
	return {
		[`list${many}`]: ({ account }) =>
			found(
				[...account.experiences.values()]
					.filter((experience) => experience.type === type)
					.map((experience) => experience.toJson()),
			),
		[`get${one}`]: (call) => found(experienceOf(call, type).toJson()),
		[`publish${one}`]: (call) => setPublished(call, type, true),
		[`unpublish${one}`]: (call) => setPublished(call, type, false),
	};
}

/** The ID of an experience of another type is unknown here. */
function experienceOf({ account, param }: Call, type: ExperienceType): FakeExperience {
	const known = account.experiences.get(param('experience_id'));
	return mustExist(known?.type === type ? known : undefined, 'experience');
}

function setPublished(call: Call, type: ExperienceType, published: boolean): Answer {
	experienceOf(call, type).setPublished(published, call.now);
	return OK;
}
