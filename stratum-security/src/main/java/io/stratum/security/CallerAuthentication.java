package io.stratum.security;

import java.util.Objects;

import io.stratum.access.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * An authenticated caller, with an authority {@code SCOPE_…} for each of its scopes.
 */
public final class CallerAuthentication extends AbstractAuthenticationToken {

	private final transient Caller caller;

	/**
	 * Creates the authentication of a caller whose credential was checked.
	 * @param caller the caller
	 */
	public CallerAuthentication(Caller caller) {
		super(AuthorityUtils
			.createAuthorityList(caller.scopes().stream().map((scope) -> "SCOPE_" + scope.wireName()).toList()));
		this.caller = caller;
		setAuthenticated(true);
	}

	@Override
	public @Nullable Object getCredentials() {
		return null;
	}

	@Override
	public Caller getPrincipal() {
		return this.caller;
	}

	@Override
	public String getName() {
		return this.caller.name();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof CallerAuthentication that && super.equals(that) && this.caller.equals(that.caller);
	}

	@Override
	public int hashCode() {
		return Objects.hash(super.hashCode(), this.caller);
	}

}
