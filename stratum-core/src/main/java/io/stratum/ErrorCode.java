package io.stratum;

/**
 * Stable code of everything that can go wrong, with the HTTP status it travels under.
 */
public enum ErrorCode {

	/** Input breaks a rule; the issues say which. */
	VALIDATION_ERROR(400, "Request is not valid"),
	/** Address of a webhook is malformed or points where it may not. */
	WEBHOOK_URL_INVALID(400, "Webhook address is not allowed"),
	/** Operator of a policy condition is unknown. */
	INVALID_ABAC_OPERATOR(400, "Policy operator is unknown"),
	/** Isolation strategy is unknown or switched off. */
	ISOLATION_STRATEGY_UNSUPPORTED(400, "Isolation strategy is not available"),
	/** Config key is not declared and undeclared keys are rejected. */
	CONFIG_KEY_UNKNOWN(400, "Config key is not declared"),
	/** Handler needs a tenant and none is bound. */
	MISSING_TENANT(400, "Request names no tenant"),
	/** Credential is missing, unknown, expired or of an inactive tenant. */
	UNAUTHORIZED(401, "Credential is missing or not valid"),
	/** Caller may not do this. */
	FORBIDDEN(403, "Caller may not do this"),
	/** Tenant is suspended. */
	TENANT_SUSPENDED(403, "Tenant is suspended"),
	/** Caller would give a scope it lacks. */
	SCOPE_ESCALATION_DENIED(403, "Scope exceeds those of the caller"),
	/** Config key is locked by an ancestor. */
	CONFIG_LOCKED(403, "Config key is locked"),
	/** Config value lies beyond what an ancestor allows. */
	CONFIG_BOUND_EXCEEDED(403, "Config value exceeds its bound"),
	/** Permission is locked by an ancestor. */
	PERMISSION_LOCKED(403, "Permission is locked"),
	/** Granter does not hold what it grants. */
	PERMISSION_NOT_HELD(403, "Permission is not held"),
	/** Granter may not pass the permission on. */
	PERMISSION_NOT_DELEGABLE(403, "Permission cannot be delegated"),
	/** Permission policy is permanent. */
	PERMISSION_REVOCATION_DENIED(403, "Permission cannot be revoked"),
	/** Policy is locked by an ancestor. */
	ABAC_POLICY_LOCKED(403, "Policy is locked"),
	/** Statement would cross the boundary of a tenant. */
	ISOLATION_VIOLATION(403, "Statement crosses a tenant boundary"),
	/** Caller may not act as that tenant. */
	IMPERSONATION_DENIED(403, "Impersonation is denied"),
	/** Resource is unknown to the caller. */
	NOT_FOUND(404, "Resource is not found"),
	/** Tenant is unknown. */
	TENANT_NOT_FOUND(404, "Tenant is not found"),
	/** Tenant has no such config entry of its own. */
	CONFIG_NOT_FOUND(404, "Config entry is not found"),
	/** Tenant has no such permission policy. */
	PERMISSION_NOT_FOUND(404, "Permission policy is not found"),
	/** Tenant has no such policy. */
	ABAC_POLICY_NOT_FOUND(404, "Policy is not found"),
	/** Webhook is unknown to the caller. */
	WEBHOOK_NOT_FOUND(404, "Webhook is not found"),
	/** Region is unknown. */
	REGION_NOT_FOUND(404, "Region is not found"),
	/** Path does not take this method. */
	METHOD_NOT_ALLOWED(405, "Method is not allowed"),
	/** None of the accepted media types can be produced. */
	NOT_ACCEPTABLE(406, "Media type cannot be produced"),
	/** Slug is taken. */
	TENANT_ALREADY_EXISTS(409, "Tenant exists already"),
	/** Tenant still has children that stand in the way. */
	TENANT_HAS_CHILDREN(409, "Tenant has children"),
	/** Move would put a tenant below itself. */
	TENANT_CYCLE_DETECTED(409, "Move would make a cycle"),
	/** Tree would grow beyond its deepest level. */
	TENANT_DEPTH_EXCEEDED(409, "Tree would become too deep"),
	/** Status of the tenant does not allow the operation. */
	TENANT_INVALID_STATE(409, "Status does not allow the operation"),
	/** Change lost against another one that ran at the same time. */
	CONCURRENT_CHANGE(409, "Change met another one"),
	/** Tenant has a permission policy of that key already. */
	PERMISSION_ALREADY_EXISTS(409, "Permission policy exists already"),
	/** API key is revoked or expired. */
	API_KEY_INACTIVE(409, "API key is not active"),
	/** Name of the role is taken. */
	ROLE_ALREADY_EXISTS(409, "Role exists already"),
	/** Role is assigned to a key. */
	ROLE_IN_USE(409, "Role is in use"),
	/** Slug of the region is taken. */
	REGION_ALREADY_EXISTS(409, "Region exists already"),
	/** Tenants still name the region. */
	REGION_IN_USE(409, "Region is in use"),
	/** Region takes no tenants. */
	REGION_NOT_ACTIVE(409, "Region is not active"),
	/** Tenant would leave the regions its ancestors allow. */
	RESIDENCY_VIOLATION(409, "Residency forbids the region"),
	/** Tenant is under legal hold. */
	LEGAL_HOLD_ACTIVE(409, "Legal hold is active"),
	/** Quota exceeds that of the parent. */
	QUOTA_EXCEEDS_PARENT(409, "Quota exceeds that of the parent"),
	/** Placement of the tenant is being changed. */
	PLACEMENT_IN_PROGRESS(409, "Placement is being changed"),
	/** Request with the same idempotency key is still running. */
	IDEMPOTENCY_IN_PROGRESS(409, "Request is still running"),
	/** Tenant is archived. */
	TENANT_ARCHIVED(410, "Tenant is archived"),
	/** Version the caller saw is not the present one. */
	PRECONDITION_FAILED(412, "Version is stale"),
	/** Idempotency key was used for another request. */
	IDEMPOTENCY_KEY_REUSED(422, "Idempotency key was used before"),
	/** Write must state the version it saw. */
	PRECONDITION_REQUIRED(428, "Version is required"),
	/** Caller sent too many requests. */
	RATE_LIMITED(429, "Too many requests"),
	/** Hard quota is used up. */
	QUOTA_EXCEEDED(429, "Quota is used up"),
	/** Fault of the server. */
	INTERNAL_SERVER_ERROR(500, "Internal error"),
	/** Code that needs a tenant ran without one. */
	TENANT_CONTEXT_NOT_FOUND(500, "No tenant is bound"),
	/** Config value does not fit the type it is read as. */
	CONFIG_TYPE_MISMATCH(500, "Config value has another type"),
	/** Ciphertext does not open. */
	CIPHERTEXT_INVALID(500, "Ciphertext does not open"),
	/** Something the request needs is out of reach for now. */
	SERVICE_UNAVAILABLE(503, "Service is not available"),
	/** Place for the tenant could not be made. */
	PROVISIONING_FAILED(503, "Provisioning failed"),
	/** Database of the region is out of reach. */
	REGION_UNAVAILABLE(503, "Region is not available"),
	/** Key-encryption key is out of reach. */
	ENCRYPTION_KEY_UNAVAILABLE(503, "Encryption key is not available");

	private final int status;

	private final String title;

	ErrorCode(int status, String title) {
		this.status = status;
		this.title = title;
	}

	/**
	 * Returns the HTTP status this code travels under.
	 * @return a status between 400 and 599
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Returns what the code means, the same for each occurrence.
	 * @return a short sentence without full stop
	 */
	public String title() {
		return this.title;
	}

}
