package io.stratum.autoconfigure.controlplane;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/**
 * Tokens that the application under test accepts.
 */
final class Tokens {

	static final String SECRET = "a secret of the tests of the control plane";

	private Tokens() {
	}

	static String of(String tenant, String... scopes) {
		JWTClaimsSet claims = new JWTClaimsSet.Builder().subject("alice")
			.claim("tenant_id", tenant)
			.claim("scopes", List.of(scopes))
			.expirationTime(Date.from(Instant.now().plusSeconds(3600)))
			.build();
		SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
		try {
			token.sign(new MACSigner(SECRET.getBytes(StandardCharsets.UTF_8)));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return token.serialize();
	}

}
