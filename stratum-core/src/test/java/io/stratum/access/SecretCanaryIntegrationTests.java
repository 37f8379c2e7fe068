package io.stratum.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.stratum.engine.AuditRecord;
import io.stratum.engine.LogCapture;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks for the texts of keys in every column of the engine and in every line of the log.
 */
class SecretCanaryIntegrationTests {

	@Test
	void textOfAKeyIsInNoTableAndNoLog() {
		try (LogCapture log = new LogCapture(); AccessFixture access = new AccessFixture()) {
			List<String> secrets = use(access);
			List<String> logged = log.lines();
			assertThat(logged).anyMatch((line) -> line.contains("stratum.api_key"));
			JdbcClient owner = JdbcClient.create(access.engine.owner);
			assertThat(find(owner, "sk_live_")).as("the prefix shows that the search finds").isNotEmpty();
			for (String secret : secrets) {
				assertThat(find(owner, secret)).isEmpty();
				assertThat(find(owner, secret.substring("sk_live_".length() + 8))).isEmpty();
				assertThat(logged.stream().filter((line) -> line.contains(secret))).isEmpty();
			}
		}
	}

	/**
	 * Does all that can be done with keys, and hands out their texts.
	 */
	private static List<String> use(AccessFixture access) {
		List<String> secrets = new ArrayList<>();
		String bootstrap = KeyText.random(false);
		access.keys.bootstrap(bootstrap);
		access.keys.bootstrap(KeyText.random(false));
		secrets.add(bootstrap);
		IssuedApiKey issued = access.key(access.acme, Scope.READ);
		secrets.add(issued.plaintext());
		access.keys.update(issued.key().id(), null, (it) -> it.named("renamed"));
		IssuedApiKey rotated = access.keys.rotate(issued.key().id(), null, Duration.ofSeconds(60));
		secrets.add(rotated.plaintext());
		secrets.forEach((secret) -> assertThat(access.keys.authenticate(secret)).isPresent());
		String unknown = KeyText.random(false);
		access.keys.authenticate(unknown);
		secrets.add(unknown);
		// An application that writes a key into the audit log by mistake.
		access.engine.database.run(() -> access.journal.audit(AuditRecord.of(access.acme.id(), "thing.updated", "thing",
				rotated.plaintext(), Map.of("note", rotated.plaintext()), List.of(rotated.plaintext()))));
		access.keys.revoke(rotated.key().id());
		access.keys.close();
		return secrets;
	}

	private static List<String> find(JdbcClient owner, String text) {
		List<String> found = new ArrayList<>();
		owner.sql("""
				select format('select count(*) from %I.%I where position(convert_to(?, ''UTF8'') in %s) > 0',
						table_schema, table_name,
						case data_type when 'bytea' then quote_ident(column_name)
							else format('convert_to(%I::text, ''UTF8'')', column_name) end) as query,
					table_name || '.' || column_name as place
				from information_schema.columns
				where table_schema = 'stratum'
				""").query((row) -> {
			long count = owner.sql(row.getString("query")).param(text).query(Long.class).single();
			if (count > 0) {
				found.add(row.getString("place"));
			}
		});
		return found;
	}

}
