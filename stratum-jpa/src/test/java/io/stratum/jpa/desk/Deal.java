package io.stratum.jpa.desk;

import java.util.UUID;

import io.stratum.jpa.Audited;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import org.hibernate.annotations.TenantId;

/**
 * A deal, of which each kind has a table besides.
 */
@Entity
@Audited
@Inheritance(strategy = InheritanceType.JOINED)
public class Deal {

	@Id
	@GeneratedValue
	private UUID id;

	@TenantId
	private UUID tenantId;

	private String title;

	protected Deal() {
	}

	public Deal(String title) {
		this.title = title;
	}

	public UUID getId() {
		return this.id;
	}

}
