package io.stratum.config;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.StratumException;
import io.stratum.access.Caller;
import io.stratum.access.Scope;
import io.stratum.crypto.CiphertextInvalidException;
import io.stratum.crypto.KeyEncryptionKey;
import io.stratum.crypto.KeyRing;
import io.stratum.engine.Json;
import io.stratum.engine.LogCapture;
import io.stratum.tenant.TenantCast;
import io.stratum.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static io.stratum.config.ConfigFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

class SensitiveConfigIntegrationTests {

	private static final String CANARY = "canary-Zx81-secret";

	private static ConfigFixture fixture;

	private static ConfigEntries entries;

	private static TenantId acme;

	private static TenantId emea;

	@BeforeAll
	static void start() {
		fixture = new ConfigFixture();
		entries = fixture.entries;
		acme = fixture.cast.acme;
		emea = fixture.cast.emea;
	}

	@AfterAll
	static void stop() {
		fixture.close();
	}

	@Test
	void canaryIsFoundInNoTableLogEventOrAnswer() {
		try (LogCapture log = new LogCapture()) {
			assertThat(String.valueOf(lifeOfASecret())).doesNotContain(CANARY);
			assertThat(log.lines()).isNotEmpty().noneMatch((line) -> line.contains(CANARY));
		}
		assertThat(tablesThatHold(CANARY)).isEmpty();
		fixture.set(acme, "not.secret", CANARY + "-open");
		assertThat(tablesThatHold(CANARY)).contains("config_entry.value", "config_history.value", "outbox.data",
				"audit_log.after_state");
	}

	@Test
	void maskedEverywhereAndInheritedAsSuch() {
		fixture.hide(acme, "masked", "s3cret");
		EffectiveValue masked = new EffectiveValue("masked", null, acme, true, false, true, true, null);
		assertThat(fixture.get(emea, "masked")).isEqualTo(masked);
		assertThat(entries.findOwn(acme, "masked").orElseThrow().value()).isNull();
		assertThat(entries.history(acme, "masked", 1, null)).singleElement()
			.satisfies((version) -> assertThat(version.masked()).isTrue());
		assertThat(Json.write(fixture.lastAudit("config.updated").get("after_state")))
			.contains("\"value\":\"[redacted]\"");
		assertThat(Json.write(fixture.lastEvent("config.updated").get("data"))).contains("\"value\":null",
				"\"masked\":true");
	}

	@Test
	void sensitivityIsDroppedWithANewValueOnly() {
		fixture.hide(acme, "dropped", "s3cret");
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> entries.set(acme, new ConfigChange("dropped", null, null, false, null)));
		entries.set(acme, ConfigChange.of("dropped", "open").sensitive(false));
		assertThat(fixture.get(acme, "dropped").value()).isEqualTo("open");
		assertThat(fixture.lastAudit("config.updated")).extractingByKey("before_state")
			.asString()
			.contains("[redacted]");
	}

	@Test
	void valueThatBecomesSecretLeavesItsHistory() {
		fixture.set(acme, "late", "was open");
		fixture.hide(acme, "late", "s3cret");
		assertThat(entries.history(acme, "late", 10, null)).hasSize(2)
			.allSatisfy((version) -> assertThat(version.value()).isNull());
	}

	@Test
	void copiedCiphertextMasksItsOwnKeyOnly() {
		fixture.hide(acme, "copy.source", "s3cret");
		fixture.hide(acme, "copy.target", "other");
		fixture.hide(emea, "copy.source", "emea's");
		String copy = """
				update stratum.config_entry
				set sealed = (select sealed from stratum.config_entry where tenant_id = ? and key = 'copy.source')
				where tenant_id = ? and key = ?
				""";
		fixture.cast.engine.database.run(() -> {
			fixture.cast.engine.database.jdbc().sql(copy).params(acme.value(), acme.value(), "copy.target").update();
			fixture.cast.engine.database.jdbc().sql(copy).params(acme.value(), emea.value(), "copy.source").update();
			fixture.cast.engine.journal.changed("config", acme);
		});
		assertThat(fixture.get(acme, "copy.target").error()).isEqualTo("undecryptable");
		assertThat(fixture.get(emea, "copy.source").error()).isEqualTo("undecryptable");
		assertThat(fixture.get(acme, "copy.source").error()).isNull();
		assertThatExceptionOfType(CiphertextInvalidException.class)
			.isThrownBy(() -> entries.reveal(emea, "copy.source", "because"));
		assertThat(entries.reveal(acme, "copy.source", "because").value()).isEqualTo("s3cret");
		fixture.hide(acme, "copy.target", "other");
		fixture.hide(emea, "copy.source", "emea's");
	}

	@Test
	void shreddedKeysMaskWhatTheySealed() {
		TenantId child = fixture.child(emea);
		fixture.hide(child, "shredded", "s3cret");
		fixture.set(child, "open", 1);
		assertThat(fixture.get(child, "shredded").error()).isNull();
		fixture.dataKeys.destroy(child);
		assertThat(fixture.get(child, "shredded").error()).isEqualTo("undecryptable");
		assertThat(fixture.get(child, "open").value()).isEqualTo(1);
	}

	@Test
	void valuesAreReadableAfterARestart() {
		fixture.hide(acme, "restart", "s3cret");
		ConfigEntries restarted = fixture.restarted(KeyRing.ofText(fixture.key, List.of()));
		assertThat(restarted.reveal(emea, "restart", "because").value()).isEqualTo("s3cret");
	}

	@Test
	void keyServiceThatIsOutMasksSecretsUntilItIsBack() throws GeneralSecurityException {
		TenantId child = fixture.child(emea);
		AtomicBoolean out = new AtomicBoolean();
		ConfigEntries node = fixture.restarted(new KeyRing(KeyEncryptionKey.of("flaky", new FlakyKey(out)), List.of()));
		node.set(child, ConfigChange.of("flaky", "s3cret").sensitive(true));
		forgetKeysOf(child);
		out.set(true);
		EffectiveConfig remembered = node.configs().fresh(child);
		assertThat(remembered.values().get("flaky").error()).isEqualTo("undecryptable");
		refusal(ErrorCode.ENCRYPTION_KEY_UNAVAILABLE, () -> node.reveal(child, "flaky", "because"));
		refusal(ErrorCode.ENCRYPTION_KEY_UNAVAILABLE,
				() -> node.set(fixture.child(emea), ConfigChange.of("flaky", "s3cret").sensitive(true)));
		out.set(false);
		assertThat(remembered.values().get("flaky").error()).isNull();
	}

	@Test
	void revealNeedsBothScopesAReasonAndTheOwner() {
		fixture.hide(acme, "revealed", "s3cret");
		assertThat(refusal(ErrorCode.FORBIDDEN, () -> reveal(acme, EnumSet.of(Scope.ADMIN), "because")).details())
			.containsEntry("required_scope", "reveal");
		assertThat(refusal(ErrorCode.FORBIDDEN, () -> reveal(acme, EnumSet.of(Scope.WRITE, Scope.REVEAL), "because"))
			.details()).containsEntry("required_scope", "admin");
		Set<Scope> both = EnumSet.of(Scope.ADMIN, Scope.REVEAL);
		for (String reason : List.of("", "  ", "x".repeat(501), "two\nlines")) {
			refusal(ErrorCode.VALIDATION_ERROR, () -> reveal(acme, both, reason));
		}
		refusal(ErrorCode.FORBIDDEN, () -> reveal(emea, both, "because"));
		long audits = fixture.count("select count(*) from stratum.audit_log where action = 'config.revealed'");
		RevealedValue revealed = reveal(acme, both, "support case 7");
		assertThat(revealed.value()).isEqualTo("s3cret");
		assertThat(revealed.source()).isEqualTo(acme);
		assertThat(revealed.toString()).doesNotContain("s3cret");
		assertThat(fixture.count("select count(*) from stratum.audit_log where action = 'config.revealed'"))
			.isEqualTo(audits + 1);
		assertThat(fixture.lastAudit("config.revealed")).containsEntry("reason", "support case 7")
			.containsEntry("tenant_id", acme.toString())
			.containsEntry("actor_id", "key-1")
			.satisfies((entry) -> assertThat(entry.toString()).doesNotContain("s3cret"));
	}

	private static void forgetKeysOf(TenantId tenant) {
		fixture.cast.engine.database.run(() -> fixture.cast.engine.journal.changed("data_key", tenant));
	}

	/**
	 * A key in a service that is sometimes out of reach.
	 */
	private record FlakyKey(AtomicBoolean out, Aead aead) implements Aead {

		FlakyKey(AtomicBoolean out) throws GeneralSecurityException {
			this(out, KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get())
				.getPrimitive(AeadConfig2026.get(), Aead.class));
		}

		@Override
		public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
			checkReach();
			return this.aead.encrypt(plaintext, associatedData);
		}

		@Override
		public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
			checkReach();
			return this.aead.decrypt(ciphertext, associatedData);
		}

		private void checkReach() throws GeneralSecurityException {
			if (this.out.get()) {
				throw new GeneralSecurityException("out of reach");
			}
		}

	}

	private static RevealedValue reveal(TenantId home, Set<Scope> scopes, String reason) {
		return fixture.cast.as(TenantCast.caller(home, scopes), () -> entries.reveal(emea, "revealed", reason));
	}

	private static List<Object> lifeOfASecret() {
		List<Object> answers = new ArrayList<>();
		Caller admin = TenantCast.adminOf(acme);
		return fixture.cast.as(admin, () -> {
			answers.add(ConfigChange.of("smtp.password", CANARY));
			answers.add(fixture.hide(acme, "smtp.password", CANARY));
			answers.add(entries.set(acme, ConfigChange.of("smtp.password", Map.of("nested", List.of(CANARY)))));
			answers.add(entries.set(acme, ConfigChange.of("declared.token", CANARY)));
			answers.add(entries.batch(acme,
					List.of(ConfigChange.of("smtp.user", CANARY).sensitive(true), ConfigChange.of("batch", CANARY)),
					false));
			answers.add(refusals());
			answers.add(entries.resolve(emea));
			answers.add(entries.get(emea, "smtp.password"));
			answers.add(entries.diff(acme, emea));
			answers.add(entries.drift(acme));
			answers.add(entries.history(acme, "smtp.password", 10, null));
			answers.add(entries.explain(emea, "smtp.password"));
			answers.add(fixture.cast.in(emea, () -> fixture.config.get("declared.token", Secret.class)));
			entries.delete(acme, "smtp.user");
			return answers;
		});
	}

	private static List<Object> refusals() {
		List<Object> refused = new ArrayList<>();
		List<Runnable> attempts = List.of(() -> fixture.set(acme, "declared.token", Map.of(CANARY, 1)),
				() -> fixture.hide(acme, "declared.max_users", CANARY),
				() -> fixture.hide(acme, "smtp.large", CANARY.repeat(10_000)),
				() -> fixture.cast.in(emea, () -> fixture.config.get("declared.token", String.class)),
				() -> entries.set(acme, ConfigChange.of("smtp.password", CANARY).ifVersion(99)));
		for (Runnable attempt : attempts) {
			StratumException thrown = (StratumException) catchThrowable(attempt::run);
			refused.add(thrown + " " + thrown.details()
					+ ((thrown instanceof InvalidInputException invalid) ? invalid.issues() : ""));
		}
		return refused;
	}

	private static List<String> tablesThatHold(String text) {
		return fixture.cast.engine.database.jdbc().sql("""
				select table_name || '.' || column_name
				from information_schema.columns
				where table_schema = 'stratum' and (data_type in ('text', 'jsonb', 'json', 'bytea', 'character varying')
					or data_type = 'ARRAY')
				""").query(String.class).list().stream().filter((column) -> holds(column, text)).toList();
	}

	private static boolean holds(String column, String text) {
		String[] names = column.split("\\.");
		return fixture.count(
				"select count(*) from stratum.%s where position(? in \"%s\"::text) > 0 or position(encode(convert_to(?, 'UTF8'), 'hex') in \"%s\"::text) > 0"
					.formatted(names[0], names[1], names[1]),
				text, text) > 0;
	}

}
