package io.stratum.jpa.desk;

import java.util.UUID;

import io.stratum.jpa.Audited;
import io.stratum.jpa.encrypted.BlindIndex;
import io.stratum.jpa.encrypted.Encrypted;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.TenantId;

/**
 * A patient whose illness is nobody's business, audited and cached.
 */
@Entity
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
@Audited
public class Patient {

	@Id
	@GeneratedValue
	private UUID id;

	@TenantId
	private UUID tenantId;

	private String name;

	@Encrypted
	private String illness;

	@BlindIndex(of = "illness")
	private String illnessIndex;

	@Encrypted
	private String remedy;

	@Encrypted
	private byte[] scan;

	@Embedded
	private Account account;

	protected Patient() {
	}

	public Patient(String name, String illness) {
		this.name = name;
		this.illness = illness;
	}

	public UUID getId() {
		return this.id;
	}

	public String getIllness() {
		return this.illness;
	}

	public String getRemedy() {
		return this.remedy;
	}

	public byte[] getScan() {
		return this.scan;
	}

	public Account getAccount() {
		return this.account;
	}

	public void rename(String name) {
		this.name = name;
	}

	public void diagnose(String illness) {
		this.illness = illness;
	}

	public Patient with(byte[] scan, String iban) {
		this.scan = scan;
		this.account = new Account("bank", iban);
		return this;
	}

	/**
	 * What pays for the remedy.
	 */
	@Embeddable
	public record Account(String bank, @Encrypted String iban) {

	}

}
