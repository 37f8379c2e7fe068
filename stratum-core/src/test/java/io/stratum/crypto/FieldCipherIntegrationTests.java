package io.stratum.crypto;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.stratum.engine.ChangeFeed;
import io.stratum.tenant.TenantCast;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantNotFoundException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static io.stratum.engine.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FieldCipherIntegrationTests {

	private static final String KEY = KeyEncryptionKey.generate();

	private static TenantCast cast;

	private static DataKeys keys;

	private static FieldCipher cipher;

	@BeforeAll
	static void start() {
		cast = new TenantCast();
		keys = keys(cast.engine.feed, KeyRing.ofText(KEY, List.of()));
		cipher = new FieldCipher(cast.engine.database, keys);
		cast.awaitMemory();
	}

	@AfterAll
	static void stop() {
		cast.close();
	}

	@Test
	void textOpensWhereItWasSealed() {
		String sealed = cipher.seal(secretOf(cast.acme), "s3cret");
		assertThat(sealed).matches("st1\\.[0-9a-f-]{36}\\.[A-Za-z0-9_-]+")
			.startsWith("st1." + cast.dataKeyOf(cast.acme) + ".");
		assertThat(cipher.open(secretOf(cast.acme), sealed)).isEqualTo("s3cret");
	}

	@Test
	void platformHasAKeyOfItsOwn() {
		AssociatedData place = AssociatedData.platform("webhook-secret", "1");
		String sealed = cipher.seal(place, "s3cret".getBytes(StandardCharsets.UTF_8));
		assertThat(cipher.open(place, sealed)).isEqualTo("s3cret");
		assertThat(sealed).doesNotContain(cast.dataKeyOf(sealedFor(cast.acme)).toString());
	}

	@Test
	void movedCiphertextDoesNotOpen() {
		String sealed = cipher.seal(secretOf(cast.acme), "s3cret");
		sealedFor(cast.emea);
		assertDoesNotOpen(secretOf(cast.emea), sealed);
		assertDoesNotOpen(AssociatedData.of(cast.acme, "test", "other"), sealed);
		assertDoesNotOpen(AssociatedData.of(cast.acme, "other", "secret"), sealed);
		assertDoesNotOpen(AssociatedData.platform("test", "secret"), sealed);
	}

	@Test
	void ciphertextUnderTheNameOfAnotherKeyDoesNotOpen() {
		String sealed = cipher.seal(secretOf(cast.acme), "s3cret");
		String other = cast.dataKeyOf(sealedFor(cast.emea)).toString();
		assertDoesNotOpen(secretOf(cast.acme), "st1." + other + sealed.substring(sealed.lastIndexOf('.')));
	}

	@Test
	void damagedCiphertextDoesNotOpen() {
		String sealed = cipher.seal(secretOf(cast.acme), "s3cret");
		int middle = sealed.length() - 8;
		char changed = (sealed.charAt(middle) == 'A') ? 'B' : 'A';
		assertDoesNotOpen(secretOf(cast.acme), sealed.substring(0, middle) + changed + sealed.substring(middle + 1));
		for (String text : List.of("", "s3cret", "st1..", "st2" + sealed.substring(3), sealed + "=", sealed + "A")) {
			assertDoesNotOpen(secretOf(cast.acme), text);
		}
	}

	@Test
	void valuesOpenAfterARestart() {
		String sealed = cipher.seal(secretOf(cast.acme), "s3cret");
		assertThat(restarted(KeyRing.ofText(KEY, List.of())).open(secretOf(cast.acme), sealed)).isEqualTo("s3cret");
	}

	@Test
	void withoutTheKeyEncryptionKeyNothingOpens() {
		String sealed = cipher.seal(secretOf(cast.acme), "s3cret");
		FieldCipher stranger = restarted(KeyRing.ofText(KeyEncryptionKey.generate(), List.of()));
		assertThatExceptionOfType(EncryptionKeyUnavailableException.class)
			.isThrownBy(() -> stranger.open(secretOf(cast.acme), sealed));
	}

	@Test
	void copiedDataKeyDoesNotOpenForAnotherTenant() {
		TenantId victim = sealedFor(cast.sales);
		String sealed = cipher.seal(secretOf(victim), "s3cret");
		cast.engine.database.jdbc().sql("""
				update stratum.data_key
				set wrapped = (select wrapped from stratum.data_key where id = ?)
				where id = ?
				""").params(cast.dataKeyOf(sealedFor(cast.acme)), cast.dataKeyOf(victim)).update();
		FieldCipher restarted = restarted(KeyRing.ofText(KEY, List.of()));
		assertThatExceptionOfType(EncryptionKeyUnavailableException.class)
			.isThrownBy(() -> restarted.open(secretOf(victim), sealed));
		keys.destroy(victim);
	}

	@Test
	void shreddedDataStaysShutOnEveryNode() {
		try (ChangeFeed otherFeed = new ChangeFeed(cast.engine.platform, Duration.ofSeconds(5))) {
			otherFeed.start();
			FieldCipher otherNode = new FieldCipher(cast.engine.database,
					keys(otherFeed, KeyRing.ofText(KEY, List.of())));
			String sealed = cipher.seal(secretOf(cast.globex), "s3cret");
			await(otherFeed::isTrusted);
			assertThat(otherNode.open(secretOf(cast.globex), sealed)).isEqualTo("s3cret");
			assertThat(keys.destroy(cast.globex)).hasSize(1);
			assertDoesNotOpen(secretOf(cast.globex), sealed);
			await(() -> !opens(otherNode, secretOf(cast.globex), sealed));
			assertThat(keys.destroy(cast.globex)).isEmpty();
		}
	}

	@Test
	void nothingIsSealedForAnUnknownTenant() {
		assertThatExceptionOfType(TenantNotFoundException.class)
			.isThrownBy(() -> cipher.seal(secretOf(TenantId.random()), "s3cret"));
	}

	@Test
	void sealingThatRollsBackLeavesNothingInTheWay() {
		TenantId tenant = cast.sales;
		keys.destroy(tenant);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> cast.engine.database.run(() -> {
			cipher.seal(secretOf(tenant), "s3cret");
			throw new IllegalStateException("rolled back");
		}));
		String sealed = cipher.seal(secretOf(tenant), "s3cret");
		assertThat(restarted(KeyRing.ofText(KEY, List.of())).open(secretOf(tenant), sealed)).isEqualTo("s3cret");
	}

	private static boolean opens(FieldCipher node, AssociatedData place, String sealed) {
		try {
			node.open(place, sealed);
			return true;
		}
		catch (CiphertextInvalidException ex) {
			return false;
		}
	}

	private static TenantId sealedFor(TenantId tenant) {
		cipher.seal(secretOf(tenant), "anything");
		return tenant;
	}

	private static AssociatedData secretOf(TenantId tenant) {
		return AssociatedData.of(tenant, "test", "secret");
	}

	private static void assertDoesNotOpen(AssociatedData place, String sealed) {
		assertThatExceptionOfType(CiphertextInvalidException.class).isThrownBy(() -> cipher.open(place, sealed));
	}

	private static FieldCipher restarted(KeyRing ring) {
		return new FieldCipher(cast.engine.database, keys(cast.engine.feed, ring));
	}

	private static DataKeys keys(ChangeFeed feed, KeyRing ring) {
		return new DataKeys(cast.engine.database, feed, cast.engine.journal, ring, Duration.ofMinutes(15));
	}

}
