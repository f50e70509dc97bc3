import { Credentials, type PackageDirectoryLoader } from 'n8n-core';
import {
	ICredentialsHelper,
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type IWorkflowExecuteAdditionalData,
	type Workflow,
} from 'n8n-workflow';

/** Credential data by type name. */
export type CredentialStore = Record<string, ICredentialDataDecryptedObject>;

/**
 * Does what n8n's own CredentialsHelper does (which isn't published as an API) with data in memory: adds
 * defaults and applies the generic `authenticate`, whose expressions n8n resolves.
 */
export class MemoryCredentials extends ICredentialsHelper {
	constructor(
		private readonly loader: Pick<PackageDirectoryLoader, 'getCredential'>,
		private readonly store: CredentialStore,
	) {
		super();
	}

	private type(name: string): ICredentialType {
		return this.loader.getCredential(name).type;
	}

	override getParentTypes(): string[] {
		return [];
	}

	override getCredentialsProperties(name: string) {
		return this.type(name).properties;
	}

	override isCredentialUsableByNode(): boolean {
		return true;
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		request: IHttpRequestOptions,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.type(typeName);
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		const resolve = (text: unknown) =>
			typeof text === 'string' && text.startsWith('=')
				? String(
						workflow.expression.getSimpleParameterValue(
							node,
							text,
							'internal',
							{ $credentials: credentials },
							undefined,
							'',
						),
					)
				: text;
		const withKeys: Record<string, unknown> = { ...request };
		for (const [part, pairs] of Object.entries(authenticate?.properties ?? {})) {
			const entries = Object.entries(pairs as object).map(([key, text]) => [key, resolve(text)]);
			withKeys[part] = { ...(withKeys[part] as object), ...Object.fromEntries(entries) };
		}
		return withKeys as unknown as IHttpRequestOptions;
	}

	override async preAuthentication(): Promise<undefined> {}

	override async runPreAuthentication(): Promise<undefined> {}

	override async getDecrypted(
		_additional: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject> {
		const given = this.store[typeName] ?? {};
		const defaults = NodeHelpers.getNodeParameters(
			this.getCredentialsProperties(typeName),
			given as never,
			true,
			false,
			null,
			null,
		);
		return { ...(defaults as ICredentialDataDecryptedObject), ...given };
	}

	override async getCredentials(details: INodeCredentialsDetails, typeName: string) {
		return new Credentials({ id: details.id, name: details.name }, typeName);
	}

	override async updateCredentials(): Promise<void> {}

	override async updateCredentialsOauthTokenData(): Promise<void> {}
}
