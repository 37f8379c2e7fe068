package io.stratum.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.stratum.access.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Where a token says which tenant its bearer belongs to, and what the bearer may do.
 *
 * @param tenant name of the claim with the id or slug of the tenant; dots lead into
 * objects
 * @param scopes name of the claim with the scopes, a list or a text separated by spaces
 */
public record TokenClaims(String tenant, String scopes) {

	@Nullable String tenantOf(Jwt token) {
		Object value = token.getClaims().get(this.tenant);
		if (value == null) {
			value = token.getClaims();
			for (String step : this.tenant.split("\\.")) {
				value = (value instanceof Map<?, ?> object) ? object.get(step) : null;
			}
		}
		return (value instanceof String name) ? name : null;
	}

	/**
	 * Returns the scopes of a token; names that are not of Stratum are those of somebody
	 * else, and a token with none of Stratum's may read.
	 */
	Set<Scope> scopesOf(Jwt token) {
		Set<Scope> known = EnumSet.noneOf(Scope.class);
		names(token).forEach((name) -> Arrays.stream(Scope.values())
			.filter((scope) -> scope.wireName().equals(name))
			.forEach(known::add));
		return known.isEmpty() ? EnumSet.of(Scope.READ) : known;
	}

	private Stream<String> names(Jwt token) {
		return Stream.of(this.scopes, "scope")
			.map((claim) -> token.getClaims().get(claim))
			.filter(Objects::nonNull)
			.limit(1)
			.flatMap((claim) -> ((claim instanceof Collection<?> list) ? list : List.of(claim.toString().split(" ")))
				.stream())
			.map(String::valueOf);
	}

}
