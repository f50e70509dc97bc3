import { Problem } from '../model/problem.cjs';
import { type FakeSdkKey, SDK_KEYS_ALLOWED, type SdkKeyMode } from '../model/sdkKey.cjs';
import { type Call, OK, type Operation, checkedBody, found, mustExist } from './operation.cjs';

/** The operations of SDK keys, by operationId. */
export const sdkKeyOperations: Record<string, Operation> = {
	listSdkKeys: ({ account }) => found([...account.sdkKeys.values()].map((key) => key.toJson())),

	createSdkKey: (call) => {
		const fields = checkedBody<{ name: string; tag_field?: string }>(call);
		if (call.account.sdkKeys.size >= SDK_KEYS_ALLOWED) {
			throw new Problem(400, `an account may have at most ${SDK_KEYS_ALLOWED} SDK keys`);
		}
		return { status: 201, body: call.account.createSdkKey(fields).toJson() };
	},

	deleteSdkKey: (call) => {
		call.account.sdkKeys.delete(keyOf(call).id);
		return OK;
	},

	enableEnforcementMode: setMode('enforcement_mode', true),
	disableEnforcementMode: setMode('enforcement_mode', false),
	enableSecureDataIngest: setMode('secure_data_ingest', true),
	disableSecureDataIngest: setMode('secure_data_ingest', false),
};

function setMode(mode: SdkKeyMode, on: boolean): Operation {
	return (call) => {
		keyOf(call).set(mode, on);
		return OK;
	};
}

function keyOf({ account, param }: Call): FakeSdkKey {
	return mustExist(account.sdkKeys.get(param('sdk_key_id')), 'SDK key');
}
