package io.stratum.security;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import javax.crypto.spec.SecretKeySpec;

import io.stratum.StratumStartupException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Makes decoders that pin the algorithm by the kind of key (RFC 8725, section 3.1).
 */
public final class TokenDecoders {

	private static final Duration SKEW = Duration.ofSeconds(60);

	private static final int MIN_BYTES = 32;

	private TokenDecoders() {
	}

	/**
	 * Makes a decoder of tokens that are signed with a shared secret by HS256.
	 * @param secret the secret, 32 bytes or more
	 * @param issuers the issuers to accept; empty for any
	 * @param audience the audience to ask for, or {@code null} for any
	 * @return the decoder
	 * @throws StratumStartupException if the secret is too short
	 */
	public static JwtDecoder ofSecret(String secret, Collection<String> issuers, @Nullable String audience) {
		byte[] key = secret.getBytes(StandardCharsets.UTF_8);
		if (key.length < MIN_BYTES) {
			throw new StratumStartupException(
					"'stratum.security.jwt.secret' has " + key.length + " bytes, but HS256 needs 32 or more.",
					"Generate one with 'openssl rand -base64 32', or name issuers in 'stratum.security.jwt.issuers' "
							+ "instead.");
		}
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withSecretKey(new SecretKeySpec(key, "HmacSHA256"))
			.macAlgorithm(MacAlgorithm.HS256)
			.build();
		decoder.setJwtValidator(validator(issuers, audience));
		return decoder;
	}

	/**
	 * Makes a decoder of tokens that an issuer signs with keys it publishes.
	 */
	static JwtDecoder ofIssuer(String issuer, @Nullable String audience) {
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(issuer)
			.jwsAlgorithms((algorithms) -> algorithms.addAll(Arrays.asList(SignatureAlgorithm.values())))
			.build();
		decoder.setJwtValidator(validator(List.of(issuer), audience));
		return decoder;
	}

	private static OAuth2TokenValidator<Jwt> validator(Collection<String> issuers, @Nullable String audience) {
		List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>();
		validators.add(new JwtTimestampValidator(SKEW));
		if (!issuers.isEmpty()) {
			validators.add(new JwtClaimValidator<Object>(JwtClaimNames.ISS,
					(issuer) -> issuer != null && issuers.contains(issuer.toString())));
		}
		if (audience != null) {
			validators.add(new JwtClaimValidator<Collection<String>>(JwtClaimNames.AUD,
					(audiences) -> audiences != null && audiences.contains(audience)));
		}
		return new DelegatingOAuth2TokenValidator<>(validators);
	}

}
