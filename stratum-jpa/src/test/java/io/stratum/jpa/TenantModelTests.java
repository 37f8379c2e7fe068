package io.stratum.jpa;

import java.util.List;
import java.util.UUID;

import io.stratum.StratumStartupException;
import io.stratum.jpa.ledger.Currency;
import io.stratum.jpa.ledger.Invoice;
import io.stratum.jpa.stray.Memo;
import org.hibernate.annotations.TenantId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class TenantModelTests {

	private final TenantModel model = new TenantModel();

	@Test
	void tenantAttributeOfASupertypeMakesAnEntityTenantOwned() {
		assertThat(this.model.isTenantOwned(Invoice.class)).isTrue();
	}

	@Test
	void tenantAttributeMayBeAGetter() {
		assertThat(this.model.isTenantOwned(ByGetter.class)).isTrue();
	}

	@Test
	void globalAndStrayEntitiesAreNotTenantOwned() {
		assertThat(this.model.isTenantOwned(Currency.class)).isFalse();
		assertThat(this.model.isTenantOwned(Memo.class)).isFalse();
	}

	@Test
	void ownedAndGlobalEntitiesAreClassified() {
		assertThatNoException().isThrownBy(() -> this.model.requireClassified(List.of(Invoice.class, Currency.class)));
	}

	@Test
	void strayEntitiesStopTheStartByName() {
		assertThatExceptionOfType(StratumStartupException.class)
			.isThrownBy(() -> this.model.requireClassified(List.of(Invoice.class, Memo.class)))
			.satisfies((ex) -> {
				assertThat(ex.description()).contains(Memo.class.getName()).doesNotContain(Invoice.class.getName());
				assertThat(ex.action()).contains("@TenantId", "@GlobalData");
			});
	}

	private interface ByGetter {

		@TenantId
		UUID getTenantId();

	}

}
