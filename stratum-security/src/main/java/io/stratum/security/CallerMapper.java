package io.stratum.security;

import io.stratum.access.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * Tells who the caller is behind an authentication of the application's own, such as a
 * login form.
 */
@FunctionalInterface
public interface CallerMapper {

	/**
	 * Maps an authentication.
	 * @param authentication an authentication that is not anonymous
	 * @return the caller, or {@code null} if this mapper does not know its kind
	 */
	@Nullable Caller map(Authentication authentication);

}
