package io.stratum.crypto;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.stratum.access.AccessForbiddenException;
import io.stratum.config.ConfigChange;
import io.stratum.config.ConfigFixture;
import io.stratum.config.ConfigSealedColumn;
import io.stratum.config.EffectiveValue;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.TenantCast;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantNotFoundException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KeyRotationsIntegrationTests {

	private ConfigFixture fixture;

	private TenantCast cast;

	private KeyRotations rotations;

	@BeforeEach
	void start() {
		this.fixture = new ConfigFixture();
		this.cast = this.fixture.cast;
		this.rotations = rotations(this.fixture.dataKeys);
	}

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void dataKeysAreReplacedWhileReadersAndWritersGoOn() throws Exception {
		List<TenantId> tenants = tenants(20);
		for (TenantId tenant : tenants) {
			fill(tenant, 50);
		}
		List<UUID> before = keyIds();
		AtomicBoolean done = new AtomicBoolean();
		AtomicInteger written = new AtomicInteger();
		ExecutorService executor = Executors.newFixedThreadPool(4);
		try {
			List<Future<?>> traffic = new ArrayList<>();
			traffic.add(executor.submit(() -> {
				while (!done.get()) {
					tenants.forEach(this::assertReadable);
				}
			}));
			traffic.add(executor.submit(() -> {
				while (!done.get()) {
					TenantId tenant = tenants.get(written.get() % tenants.size());
					this.fixture.hide(tenant, "written." + written.incrementAndGet(), "s3cret");
				}
			}));
			RotationProgress rotation = run(RotationLevel.DEK, null);
			done.set(true);
			for (Future<?> worker : traffic) {
				worker.get();
			}
			assertThat(rotation.done()).isTrue();
			assertThat(rotation.keys()).isEqualTo(20);
			assertThat(rotation.failed()).isZero();
			assertThat(rotation.values("config_entries")).isBetween(1000L, 1000L + written.get());
		}
		finally {
			done.set(true);
			executor.shutdownNow();
		}
		assertThat(keyIds()).hasSize(20).doesNotContainAnyElementsOf(before);
		assertThat(namedKeys()).hasSize(20).doesNotContainAnyElementsOf(before);
		tenants.forEach(this::assertReadable);
	}

	@Test
	void killedRotationGoesOnAndCountsEachValueOnce() throws Exception {
		List<TenantId> tenants = tenants(3);
		for (TenantId tenant : tenants) {
			fill(tenant, 25);
		}
		UUID id = this.rotations.start(RotationLevel.DEK, null).id();
		for (int step = 0; step < 4; step++) {
			this.rotations.step(id);
		}
		assertThat(this.rotations.unfinished()).extracting(RotationProgress::id).containsExactly(id);
		assertThat(this.rotations.find(id).orElseThrow().values("config_entries")).isBetween(1L, 74L);
		KeyRotations one = rotations(this.fixture.dataKeys);
		KeyRotations other = rotations(this.fixture.dataKeys);
		ExecutorService executor = Executors.newFixedThreadPool(2);
		try {
			Future<RotationProgress> first = executor.submit(() -> one.run(id));
			Future<RotationProgress> second = executor.submit(() -> other.run(id));
			first.get();
			assertThat(second.get().done()).isTrue();
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(this.rotations.find(id).orElseThrow().values()).isEqualTo(Map.of("config_entries", 75L));
		tenants.forEach(this::assertReadable);
		List<UUID> keys = keyIds();
		assertThat(this.rotations.run(id).values("config_entries")).isEqualTo(75);
		assertThat(keyIds()).isEqualTo(keys);
	}

	@Test
	void batchThatSomebodyElseDidIsNotTakenAgain() {
		fill(this.cast.acme, 1);
		RotationRows rows = new RotationRows(this.cast.engine.database);
		UUID id = this.rotations.start(RotationLevel.DEK, null).id();
		RotationRows.Cursor stale = rows.cursor(id).orElseThrow();
		this.rotations.step(id);
		RotationRows.Cursor present = rows.cursor(id).orElseThrow();
		assertThat(this.cast.engine.database.write(() -> rows.take(id, stale))).isFalse();
		assertThat(this.cast.engine.database.write(() -> rows.take(id, present))).isTrue();
	}

	@Test
	void oneTenantIsRotatedAlone() {
		fill(this.cast.acme, 3);
		fill(this.cast.globex, 3);
		UUID ours = this.cast.dataKeyOf(this.cast.acme);
		UUID theirs = this.cast.dataKeyOf(this.cast.globex);
		assertThat(run(RotationLevel.DEK, this.cast.acme).values("config_entries")).isEqualTo(3);
		assertThat(this.cast.dataKeyOf(this.cast.acme)).isNotEqualTo(ours);
		assertThat(this.cast.dataKeyOf(this.cast.globex)).isEqualTo(theirs);
	}

	@Test
	void secondOrderJoinsTheRunningOne() {
		fill(this.cast.acme, 1);
		RotationProgress first = this.rotations.start(RotationLevel.DEK, null);
		assertThat(this.rotations.start(RotationLevel.DEK, null).id()).isEqualTo(first.id());
		assertThat(this.rotations.start(RotationLevel.KEK, null).id()).isNotEqualTo(first.id());
		assertThat(audits()).isEqualTo(2);
	}

	@Test
	void dataKeysAreWrappedAgainAndTheFormerKeyIsNotNeeded() {
		fill(this.cast.acme, 3);
		fill(this.cast.globex, 3);
		List<UUID> keys = keyIds();
		String fresh = KeyEncryptionKey.generate();
		KeyRing both = new KeyRing(KeyEncryptionKey.ofText(fresh), this.fixture.ring.keys());
		KeyRotations rewrapping = rotations(dataKeys(both));
		assertThat(rewrapping.health().wrappedByFormerKey()).isEqualTo(2);
		RotationProgress rotation = rewrapping.run(rewrapping.start(RotationLevel.KEK, null).id());
		assertThat(rotation.keys()).isEqualTo(2);
		assertThat(rotation.values()).isEmpty();
		assertThat(keyIds()).isEqualTo(keys);
		assertThat(rewrapping.health().wrappedByFormerKey()).isZero();
		FieldCipher freshOnly = new FieldCipher(this.cast.engine.database, dataKeys(KeyRing.ofText(fresh, List.of())));
		assertThat(freshOnly.open(AssociatedData.of(this.cast.acme, "config", "secret.0"),
				sealedOf(this.cast.acme, "secret.0")))
			.isEqualTo("\"s3cret\"");
		assertThat(rewrapping.run(rewrapping.start(RotationLevel.KEK, null).id()).keys()).isZero();
	}

	@Test
	void rotationWaitsForAKeyThatIsMissing() {
		fill(this.cast.acme, 1);
		KeyRotations keyless = rotations(dataKeys(KeyRing.ofText(KeyEncryptionKey.generate(), List.of())));
		UUID id = keyless.start(RotationLevel.KEK, null).id();
		assertThatExceptionOfType(EncryptionKeyUnavailableException.class).isThrownBy(() -> keyless.run(id));
		assertThat(keyless.health().unwrapFailures()).isEqualTo(1);
		assertThat(keyless.health().unfinished()).hasSize(1);
		assertThat(this.rotations.run(id).done()).isTrue();
	}

	@Test
	void unreadableValueKeepsItsKeyAndStopsNothing() {
		fill(this.cast.acme, 3);
		UUID former = this.cast.dataKeyOf(this.cast.acme);
		this.cast.engine.database.jdbc()
			.sql("update stratum.config_entry set sealed = left(sealed, -4) || 'AAAA' where key = 'secret.1'")
			.update();
		RotationProgress rotation = run(RotationLevel.DEK, null);
		assertThat(rotation.failed()).isEqualTo(1);
		assertThat(rotation.values("config_entries")).isEqualTo(2);
		assertThat(keyIds()).hasSize(2).contains(former);
		this.fixture.hide(this.cast.acme, "secret.1", "again");
		run(RotationLevel.DEK, null);
		assertThat(keyIds()).hasSize(1);
	}

	@Test
	void keyOfAPurposeNobodyAnswersForIsKept() {
		FieldCipher cipher = new FieldCipher(this.cast.engine.database, this.fixture.dataKeys);
		AssociatedData field = AssociatedData.of(this.cast.acme, "field", "orders.iban");
		String sealed = cipher.seal(field, "s3cret");
		run(RotationLevel.DEK, null);
		run(RotationLevel.DEK, null);
		assertThat(cipher.open(field, sealed)).isEqualTo("s3cret");
	}

	@Test
	void valueSealedInAnOpenTransactionKeepsTheKeyFromBeingReplaced() throws Exception {
		fill(this.cast.acme, 1);
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			Future<RotationProgress> rotation = this.cast.engine.database.write(() -> {
				this.fixture.hide(this.cast.acme, "open.transaction", "s3cret");
				Future<RotationProgress> started = executor.submit(() -> run(RotationLevel.DEK, this.cast.acme));
				this.cast.awaitWaiter(started);
				return started;
			});
			assertThat(rotation.get().values("config_entries")).isEqualTo(2);
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(keyIds()).hasSize(1);
		assertReadable(this.cast.acme);
	}

	@Test
	void keyOfWhatAnyTransactionMayStoreOutlivesRotations() {
		AssociatedData place = AssociatedData.of(this.cast.acme, "kept", "place");
		FieldCipher cipher = new FieldCipher(this.cast.engine.database, this.fixture.dataKeys);
		String first = cipher.sealForGood(place, new byte[] { 1 });
		assertThat(cipher.sealForGood(place, new byte[] { 1 })).startsWith(first.substring(0, 40)).isNotEqualTo(first);
		run(RotationLevel.DEK, null);
		String second = cipher.sealForGood(place, new byte[] { 2 });
		assertThat(second).doesNotStartWith(first.substring(0, 40));
		run(RotationLevel.DEK, null);
		assertThat(cipher.openBytes(place, first)).containsExactly(1);
		assertThat(cipher.openBytes(place, second)).containsExactly(2);
		assertThat(keyIds()).hasSize(3);
	}

	@Test
	void markThatIsUndoneIsNotRemembered() {
		AssociatedData place = AssociatedData.of(this.cast.acme, "kept", "place");
		FieldCipher cipher = new FieldCipher(this.cast.engine.database, this.fixture.dataKeys);
		this.fixture.dataKeys.prepare(this.cast.acme);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.cast.engine.database.run(() -> {
			cipher.sealForGood(place, new byte[] { 1 });
			throw new IllegalStateException();
		}));
		String sealed = cipher.sealForGood(place, new byte[] { 2 });
		run(RotationLevel.DEK, null);
		assertThat(cipher.openBytes(place, sealed)).containsExactly(2);
	}

	@Test
	void onlyOperatorsOrderRotations() {
		assertThatExceptionOfType(AccessForbiddenException.class).isThrownBy(() -> this.cast
			.as(TenantCast.adminOf(this.cast.acme), () -> this.rotations.start(RotationLevel.DEK, this.cast.acme)));
		assertThatExceptionOfType(TenantNotFoundException.class)
			.isThrownBy(() -> this.rotations.start(RotationLevel.DEK, TenantId.random()));
		assertThat(audits()).isZero();
	}

	@Test
	void healthTellsAgesAndCounts() {
		assertThat(this.rotations.health()).isEqualTo(new EncryptionHealth(0, 0, null, 0, List.of()));
		fill(this.cast.acme, 1);
		assertThat(this.rotations.health().dataKeys()).isEqualTo(1);
		assertThat(this.rotations.health().oldestKeyInUse()).isNotNull();
	}

	private RotationProgress run(RotationLevel level, TenantId tenant) {
		return this.rotations.run(this.rotations.start(level, tenant).id());
	}

	private KeyRotations rotations(DataKeys keys) {
		return new KeyRotations(this.cast.engine.database, this.cast.engine.journal, this.cast.engine.context,
				this.cast.tenants, keys,
				List.of(new ConfigSealedColumn(this.cast.engine.database, this.cast.engine.journal)), 10);
	}

	private DataKeys dataKeys(KeyRing ring) {
		return new DataKeys(this.cast.engine.database, this.cast.engine.feed, this.cast.engine.journal, ring,
				Duration.ofMinutes(15));
	}

	private List<TenantId> tenants(int count) {
		List<TenantId> tenants = new ArrayList<>();
		for (int index = 0; index < count; index++) {
			tenants.add(this.cast.tenants.create(NewTenant.root("t" + index, "T")).id());
		}
		return tenants;
	}

	private void fill(TenantId tenant, int values) {
		this.fixture.entries.batch(tenant,
				IntStream.range(0, values)
					.mapToObj((index) -> ConfigChange.of("secret." + index, "s3cret").sensitive(true))
					.toList(),
				true);
	}

	private void assertReadable(TenantId tenant) {
		assertThat(this.fixture.entries.resolve(tenant).values()).extracting(EffectiveValue::error).containsOnlyNulls();
		assertThat(this.fixture.entries.reveal(tenant, "secret.0", "test").value()).isEqualTo("s3cret");
	}

	private List<UUID> keyIds() {
		return this.cast.engine.database.jdbc()
			.sql("select id from stratum.data_key order by id")
			.query(UUID.class)
			.list();
	}

	private List<UUID> namedKeys() {
		return this.cast.engine.database.jdbc()
			.sql("select distinct split_part(sealed, '.', 2)::uuid from stratum.config_entry where sealed is not null")
			.query(UUID.class)
			.list();
	}

	private String sealedOf(TenantId tenant, String key) {
		return this.cast.engine.database.jdbc()
			.sql("select sealed from stratum.config_entry where tenant_id = ? and key = ?")
			.params(tenant.value(), key)
			.query(String.class)
			.single();
	}

	private long audits() {
		return this.cast.engine.database.jdbc()
			.sql("select count(*) from stratum.audit_log where action = 'encryption.key_rotated'")
			.query(Long.class)
			.single();
	}

}
