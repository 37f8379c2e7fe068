package io.stratum.security;

import java.util.Optional;
import java.util.function.Function;

import io.stratum.access.Caller;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;

/**
 * Checks API keys; every key that does not work gets the same answer.
 */
final class ApiKeyAuthenticationManager implements AuthenticationManager {

	private final Function<String, Optional<Caller>> apiKeys;

	ApiKeyAuthenticationManager(Function<String, Optional<Caller>> apiKeys) {
		this.apiKeys = apiKeys;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		try {
			return this.apiKeys.apply(String.valueOf(authentication.getCredentials()))
				.map(CallerAuthentication::new)
				.orElseThrow(() -> new BadCredentialsException("API key is not valid"));
		}
		catch (DataAccessException ex) {
			throw new AuthenticationServiceException("API keys cannot be looked up", ex);
		}
	}

}
