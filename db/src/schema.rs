// @generated automatically by Diesel CLI.

#![expect(missing_docs, reason = "generated; the migrations describe the tables")]

diesel::table! {
    api_tokens (id) {
        id -> Uuid,
        user_id -> Uuid,
        name -> Text,
        prefix -> Text,
        token_hash -> Bytea,
        scopes -> Array<Text>,
        entities -> Nullable<Array<Text>>,
        expires_at -> Nullable<Timestamptz>,
        last_used_at -> Nullable<Timestamptz>,
        last_used_ip -> Nullable<Text>,
        revoked_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    audit_events (id) {
        id -> Uuid,
        occurred_at -> Timestamptz,
        user_id -> Nullable<Uuid>,
        user_name -> Text,
        action -> Text,
        entity -> Text,
        entity_id -> Nullable<Uuid>,
        institution_id -> Nullable<Uuid>,
        changes -> Jsonb,
        request_id -> Nullable<Text>,
        origin -> Text,
        ip -> Nullable<Text>,
    }
}

diesel::table! {
    catalog_items (id) {
        id -> Uuid,
        name -> Text,
        description -> Nullable<Text>,
        category -> Nullable<Text>,
        sku -> Nullable<Text>,
        unit -> Nullable<Text>,
        unit_price -> Numeric,
        tax_rate -> Numeric,
        vat_category -> Text,
        vat_exemption_code -> Nullable<Text>,
        is_active -> Bool,
        created_by -> Uuid,
        deleted_at -> Nullable<Timestamptz>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    contact_persons (id) {
        id -> Uuid,
        institution_id -> Uuid,
        first_name -> Text,
        last_name -> Text,
        email -> Text,
        phone -> Nullable<Text>,
        title -> Nullable<Text>,
        department -> Nullable<Text>,
        is_primary -> Bool,
        is_active -> Bool,
        data_source -> Text,
        is_locked -> Bool,
        locked_at -> Nullable<Timestamptz>,
        locked_reason -> Nullable<Text>,
        external_data -> Jsonb,
        last_sync_at -> Jsonb,
        deleted_at -> Nullable<Timestamptz>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search_text -> Text,
    }
}

diesel::table! {
    digiforma_companies (id) {
        id -> Uuid,
        digiforma_id -> Text,
        institution_id -> Nullable<Uuid>,
        name -> Text,
        email -> Nullable<Text>,
        phone -> Nullable<Text>,
        address -> Nullable<Jsonb>,
        siret -> Nullable<Text>,
        accounting_number -> Nullable<Text>,
        website -> Nullable<Text>,
        removed_at -> Nullable<Timestamptz>,
        last_sync_at -> Timestamptz,
        metadata -> Nullable<Jsonb>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        match_name -> Text,
    }
}

diesel::table! {
    digiforma_contacts (id) {
        id -> Uuid,
        digiforma_id -> Text,
        digiforma_company_id -> Nullable<Uuid>,
        contact_person_id -> Nullable<Uuid>,
        first_name -> Text,
        last_name -> Text,
        email -> Nullable<Text>,
        phone -> Nullable<Text>,
        role -> Nullable<Text>,
        removed_at -> Nullable<Timestamptz>,
        last_sync_at -> Timestamptz,
        metadata -> Nullable<Jsonb>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        kind -> Text,
        company_digiforma_id -> Nullable<Text>,
    }
}

diesel::table! {
    digiforma_cursors (entity) {
        entity -> Text,
        read_at -> Timestamptz,
        swept_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    digiforma_customers (id) {
        id -> Uuid,
        digiforma_id -> Text,
        digiforma_company_id -> Nullable<Uuid>,
        company_digiforma_id -> Nullable<Text>,
        trainee_digiforma_id -> Nullable<Text>,
        training_session_digiforma_id -> Nullable<Text>,
        crm_status -> Nullable<Text>,
        removed_at -> Nullable<Timestamptz>,
        last_sync_at -> Timestamptz,
        metadata -> Nullable<Jsonb>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    digiforma_directory (id) {
        id -> Uuid,
        kind -> Text,
        digiforma_id -> Text,
        removed_at -> Nullable<Timestamptz>,
        last_sync_at -> Timestamptz,
        metadata -> Nullable<Jsonb>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    digiforma_institution_mappings (id) {
        id -> Uuid,
        digiforma_company_id -> Uuid,
        institution_id -> Uuid,
        match_type -> Text,
        match_score -> Int4,
        match_criteria -> Nullable<Text>,
        confirmed_by -> Nullable<Uuid>,
        confirmed_at -> Nullable<Timestamptz>,
        notes -> Nullable<Text>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    digiforma_invoices (id) {
        id -> Uuid,
        digiforma_id -> Text,
        digiforma_company_id -> Nullable<Uuid>,
        digiforma_quote_id -> Nullable<Uuid>,
        institution_id -> Nullable<Uuid>,
        invoice_number -> Nullable<Text>,
        status -> Text,
        net_amount -> Numeric,
        total_amount -> Numeric,
        paid_amount -> Numeric,
        currency -> Text,
        issue_date -> Timestamptz,
        due_date -> Nullable<Timestamptz>,
        paid_date -> Nullable<Timestamptz>,
        removed_at -> Nullable<Timestamptz>,
        last_sync_at -> Timestamptz,
        metadata -> Nullable<Jsonb>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        company_digiforma_id -> Nullable<Text>,
        customer_digiforma_id -> Nullable<Text>,
        recipient_name -> Nullable<Text>,
    }
}

diesel::table! {
    digiforma_programs (id) {
        id -> Uuid,
        digiforma_id -> Text,
        name -> Text,
        code -> Nullable<Text>,
        parent_digiforma_id -> Nullable<Text>,
        removed_at -> Nullable<Timestamptz>,
        last_sync_at -> Timestamptz,
        metadata -> Nullable<Jsonb>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    digiforma_quotes (id) {
        id -> Uuid,
        digiforma_id -> Text,
        digiforma_company_id -> Nullable<Uuid>,
        institution_id -> Nullable<Uuid>,
        quote_number -> Nullable<Text>,
        status -> Text,
        net_amount -> Numeric,
        total_amount -> Numeric,
        currency -> Text,
        valid_until -> Nullable<Timestamptz>,
        created_date -> Timestamptz,
        accepted_date -> Nullable<Timestamptz>,
        rejected_date -> Nullable<Timestamptz>,
        converted_date -> Nullable<Timestamptz>,
        removed_at -> Nullable<Timestamptz>,
        last_sync_at -> Timestamptz,
        metadata -> Nullable<Jsonb>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        company_digiforma_id -> Nullable<Text>,
        customer_digiforma_id -> Nullable<Text>,
        recipient_name -> Nullable<Text>,
    }
}

diesel::table! {
    digiforma_refused_matches (digiforma_company_id, institution_id) {
        digiforma_company_id -> Uuid,
        institution_id -> Uuid,
        refused_by -> Nullable<Uuid>,
        refused_at -> Timestamptz,
    }
}

diesel::table! {
    digiforma_settings (id) {
        id -> Uuid,
        bearer_token_sealed -> Nullable<Bytea>,
        api_url -> Text,
        is_enabled -> Bool,
        last_test_date -> Nullable<Timestamptz>,
        last_test_success -> Nullable<Bool>,
        last_test_message -> Nullable<Text>,
        auto_sync_enabled -> Bool,
        sync_frequency -> Text,
        last_sync_date -> Nullable<Timestamptz>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        create_institutions -> Bool,
        create_contacts -> Bool,
        last_test_outcome -> Nullable<Text>,
    }
}

diesel::table! {
    digiforma_syncs (id) {
        id -> Uuid,
        sync_type -> Text,
        status -> Text,
        started_at -> Timestamptz,
        completed_at -> Nullable<Timestamptz>,
        heartbeat_at -> Nullable<Timestamptz>,
        companies_synced -> Int4,
        contacts_synced -> Int4,
        quotes_synced -> Int4,
        invoices_synced -> Int4,
        companies_created -> Int4,
        companies_updated -> Int4,
        contacts_created -> Int4,
        contacts_updated -> Int4,
        quotes_created -> Int4,
        quotes_updated -> Int4,
        invoices_created -> Int4,
        invoices_updated -> Int4,
        errors -> Jsonb,
        metadata -> Nullable<Jsonb>,
        triggered_by -> Nullable<Uuid>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        mode -> Text,
        phase -> Nullable<Text>,
        lease_owner -> Nullable<Uuid>,
        cancel_requested_at -> Nullable<Timestamptz>,
        counters -> Jsonb,
        finished_phases -> Array<Text>,
        message -> Nullable<Text>,
    }
}

diesel::table! {
    digiforma_training_sessions (id) {
        id -> Uuid,
        digiforma_id -> Text,
        name -> Text,
        code -> Nullable<Text>,
        program_digiforma_id -> Nullable<Text>,
        pipeline_state -> Nullable<Text>,
        start_date -> Nullable<Date>,
        end_date -> Nullable<Date>,
        removed_at -> Nullable<Timestamptz>,
        last_sync_at -> Timestamptz,
        metadata -> Nullable<Jsonb>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    document_counters (series, year) {
        series -> Text,
        year -> Int4,
        last_number -> Int4,
        last_issue_date -> Nullable<Date>,
        last_hash -> Nullable<Bytea>,
    }
}

diesel::table! {
    document_templates (id) {
        id -> Uuid,
        name -> Text,
        #[sql_name = "type"]
        type_ -> Text,
        is_default -> Bool,
        is_active -> Bool,
        company_name -> Nullable<Text>,
        company_address_street -> Nullable<Text>,
        company_address_city -> Nullable<Text>,
        company_address_state -> Text,
        company_address_zip_code -> Nullable<Text>,
        company_address_country -> Nullable<Text>,
        company_phone -> Nullable<Text>,
        company_email -> Nullable<Text>,
        company_website -> Nullable<Text>,
        tax_number -> Nullable<Text>,
        vat_number -> Nullable<Text>,
        siret_number -> Nullable<Text>,
        registration_number -> Nullable<Text>,
        logo_file_id -> Nullable<Uuid>,
        logo_url -> Nullable<Text>,
        logo_position -> Text,
        primary_color -> Nullable<Text>,
        secondary_color -> Nullable<Text>,
        header_height -> Int4,
        footer_height -> Int4,
        margin_top -> Int4,
        margin_bottom -> Int4,
        margin_left -> Int4,
        margin_right -> Int4,
        custom_header -> Nullable<Text>,
        custom_footer -> Nullable<Text>,
        terms_and_conditions -> Nullable<Text>,
        payment_instructions -> Nullable<Text>,
        html_template -> Nullable<Text>,
        styles -> Nullable<Text>,
        created_by -> Uuid,
        deleted_at -> Nullable<Timestamptz>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        source -> Nullable<Text>,
    }
}

diesel::table! {
    document_versions (id) {
        id -> Uuid,
        document_type -> Text,
        quote_id -> Nullable<Uuid>,
        invoice_id -> Nullable<Uuid>,
        template_id -> Nullable<Uuid>,
        template_snapshot -> Nullable<Jsonb>,
        version -> Int4,
        file_id -> Uuid,
        file_name -> Text,
        generated_by -> Uuid,
        generated_at -> Timestamptz,
        emailed_to -> Nullable<Array<Text>>,
        emailed_at -> Nullable<Timestamptz>,
        email_subject -> Nullable<Text>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    firm_identity (singleton) {
        singleton -> Bool,
        legal_name -> Nullable<Text>,
        legal_form -> Nullable<Text>,
        share_capital -> Nullable<Numeric>,
        address_street -> Nullable<Text>,
        address_city -> Nullable<Text>,
        address_state -> Text,
        address_zip_code -> Nullable<Text>,
        address_country -> Nullable<Text>,
        siren -> Nullable<Text>,
        siret -> Nullable<Text>,
        vat_number -> Nullable<Text>,
        rcs_city -> Nullable<Text>,
        ape_code -> Nullable<Text>,
        phone -> Nullable<Text>,
        email -> Nullable<Text>,
        website -> Nullable<Text>,
        iban -> Nullable<Text>,
        bic -> Nullable<Text>,
        vat_regime -> Text,
        vat_on_debits -> Bool,
        default_payment_terms -> Text,
        late_penalty_rate -> Nullable<Numeric>,
        early_payment_discount -> Nullable<Text>,
        invoice_series -> Text,
        invoice_number_pattern -> Text,
        credit_note_series -> Text,
        credit_note_number_pattern -> Text,
        quote_validity_days -> Int4,
        electronic_address -> Nullable<Text>,
        logo_file_id -> Nullable<Uuid>,
        version -> Int4,
        updated_at -> Timestamptz,
        customer_account -> Text,
        sales_account -> Text,
        vat_account -> Text,
        bank_account -> Text,
        accounting_year_month -> Int4,
        ecb_rate -> Nullable<Numeric>,
        ecb_rate_since -> Nullable<Date>,
    }
}

diesel::table! {
    idempotency_keys (user_id, key) {
        user_id -> Uuid,
        key -> Text,
        request_hash -> Bytea,
        operation -> Text,
        response -> Nullable<Jsonb>,
        status -> Nullable<Int2>,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
    }
}

diesel::table! {
    invoice_deductions (id) {
        id -> Uuid,
        invoice_id -> Uuid,
        deposit_invoice_id -> Uuid,
        order_index -> Int4,
        vat_category -> Text,
        tax_rate -> Numeric,
        vat_exemption_code -> Nullable<Text>,
        amount -> Numeric,
        tax_amount -> Numeric,
        released_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    invoice_lines (id) {
        id -> Uuid,
        invoice_id -> Uuid,
        order_index -> Int4,
        catalog_item_id -> Nullable<Uuid>,
        description -> Text,
        unit -> Nullable<Text>,
        quantity -> Numeric,
        unit_price -> Numeric,
        discount_type -> Text,
        discount_value -> Numeric,
        discount_amount -> Numeric,
        tax_rate -> Numeric,
        vat_category -> Text,
        vat_exemption_code -> Nullable<Text>,
        tax_amount -> Numeric,
        subtotal -> Numeric,
        total_after_discount -> Numeric,
        total -> Numeric,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        quote_line_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    invoices (id) {
        id -> Uuid,
        kind -> Text,
        credited_invoice_id -> Nullable<Uuid>,
        invoice_number -> Nullable<Text>,
        series -> Nullable<Text>,
        year -> Nullable<Int4>,
        sequence_number -> Nullable<Int4>,
        issue_date -> Nullable<Date>,
        issued_at -> Nullable<Timestamptz>,
        institution_id -> Uuid,
        assigned_user_id -> Uuid,
        quote_id -> Nullable<Uuid>,
        template_id -> Nullable<Uuid>,
        title -> Text,
        description -> Nullable<Text>,
        due_date -> Timestamptz,
        service_start -> Nullable<Date>,
        service_end -> Nullable<Date>,
        operation_nature -> Text,
        vat_on_debits -> Bool,
        purchase_order_number -> Nullable<Text>,
        buyer_reference -> Nullable<Text>,
        contract_reference -> Nullable<Text>,
        seller -> Nullable<Jsonb>,
        buyer -> Nullable<Jsonb>,
        status -> Text,
        subtotal -> Numeric,
        total_discount_amount -> Numeric,
        total_tax_amount -> Numeric,
        total -> Numeric,
        paid_amount -> Numeric,
        credited_amount -> Numeric,
        last_payment_date -> Nullable<Timestamptz>,
        paid_at -> Nullable<Timestamptz>,
        sent_at -> Nullable<Timestamptz>,
        archived -> Bool,
        hash -> Nullable<Bytea>,
        previous_hash -> Nullable<Bytea>,
        deleted_at -> Nullable<Timestamptz>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search_text -> Text,
        invoice_type -> Text,
        payment_terms -> Nullable<Text>,
        deducted_amount -> Numeric,
        pending_amount -> Numeric,
        refundable_amount -> Numeric,
        remaining_amount -> Numeric,
        delivery_address -> Nullable<Jsonb>,
        billing_address -> Nullable<Jsonb>,
        revenue -> Numeric,
        revenue_before_tax -> Numeric,
    }
}

diesel::table! {
    jobs (id) {
        id -> Uuid,
        queue -> Text,
        kind -> Text,
        payload -> Jsonb,
        run_at -> Timestamptz,
        attempts -> Int4,
        max_attempts -> Int4,
        locked_by -> Nullable<Text>,
        locked_until -> Nullable<Timestamptz>,
        last_error -> Nullable<Text>,
        unique_key -> Nullable<Text>,
        finished_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    login_throttles (key) {
        key -> Text,
        failures -> Int4,
        window_started_at -> Timestamptz,
        locked_until -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    medical_institutions (id) {
        id -> Uuid,
        name -> Text,
        #[sql_name = "type"]
        type_ -> Text,
        address_street -> Text,
        address_city -> Text,
        address_state -> Text,
        address_zip_code -> Text,
        address_country -> Text,
        accounting_number -> Nullable<Text>,
        digiforma_id -> Nullable<Text>,
        finess -> Nullable<Text>,
        siret -> Nullable<Text>,
        vat_number -> Nullable<Text>,
        group_name -> Nullable<Text>,
        commercial_status -> Text,
        main_phone -> Nullable<Text>,
        assigned_user_id -> Nullable<Uuid>,
        tags -> Array<Text>,
        is_active -> Bool,
        data_source -> Text,
        is_locked -> Bool,
        locked_at -> Nullable<Timestamptz>,
        locked_reason -> Nullable<Text>,
        external_data -> Jsonb,
        last_sync_at -> Jsonb,
        deleted_at -> Nullable<Timestamptz>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search_text -> Text,
        is_public_body -> Bool,
        payment_terms -> Nullable<Text>,
        billing_email -> Nullable<Text>,
        electronic_address -> Nullable<Text>,
        service_code -> Nullable<Text>,
    }
}

diesel::table! {
    medical_profiles (id) {
        id -> Uuid,
        institution_id -> Uuid,
        bed_capacity -> Nullable<Int4>,
        surgical_rooms -> Nullable<Int4>,
        endoscopy_rooms -> Nullable<Int4>,
        surgical_interventions -> Nullable<Int4>,
        endoscopy_interventions -> Nullable<Int4>,
        staff_count -> Nullable<Int4>,
        specialties -> Array<Text>,
        departments -> Array<Text>,
        equipment_types -> Array<Text>,
        certifications -> Array<Text>,
        compliance_status -> Text,
        last_audit_date -> Nullable<Timestamptz>,
        compliance_expiration_date -> Nullable<Timestamptz>,
        compliance_notes -> Nullable<Text>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    notifications (id) {
        id -> Uuid,
        user_id -> Uuid,
        #[sql_name = "type"]
        type_ -> Text,
        priority -> Text,
        title -> Text,
        message -> Text,
        entity -> Nullable<Text>,
        entity_id -> Nullable<Uuid>,
        data -> Jsonb,
        action_url -> Nullable<Text>,
        sender_id -> Nullable<Uuid>,
        dedup_key -> Nullable<Text>,
        read_at -> Nullable<Timestamptz>,
        expires_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    outbox_events (id) {
        id -> Uuid,
        event -> Text,
        entity -> Text,
        entity_id -> Nullable<Uuid>,
        payload -> Jsonb,
        created_at -> Timestamptz,
        published_at -> Nullable<Timestamptz>,
        attempts -> Int4,
        locked_until -> Nullable<Timestamptz>,
        last_error -> Nullable<Text>,
    }
}

diesel::table! {
    password_reset_tokens (id) {
        id -> Uuid,
        user_id -> Uuid,
        purpose -> Text,
        code_hash -> Bytea,
        attempts -> Int4,
        expires_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    payments (id) {
        id -> Uuid,
        invoice_id -> Uuid,
        amount -> Numeric,
        payment_date -> Timestamptz,
        payment_method -> Text,
        reference -> Nullable<Text>,
        status -> Text,
        notes -> Nullable<Text>,
        recorded_by -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    quote_lines (id) {
        id -> Uuid,
        quote_id -> Uuid,
        order_index -> Int4,
        catalog_item_id -> Nullable<Uuid>,
        description -> Text,
        unit -> Nullable<Text>,
        quantity -> Numeric,
        unit_price -> Numeric,
        discount_type -> Text,
        discount_value -> Numeric,
        discount_amount -> Numeric,
        tax_rate -> Numeric,
        vat_category -> Text,
        vat_exemption_code -> Nullable<Text>,
        tax_amount -> Numeric,
        subtotal -> Numeric,
        total_after_discount -> Numeric,
        total -> Numeric,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    quote_revisions (quote_id, revision) {
        quote_id -> Uuid,
        revision -> Int4,
        snapshot -> Jsonb,
        created_by -> Uuid,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    quotes (id) {
        id -> Uuid,
        quote_number -> Text,
        institution_id -> Uuid,
        assigned_user_id -> Uuid,
        template_id -> Nullable<Uuid>,
        order_number -> Nullable<Text>,
        title -> Text,
        description -> Nullable<Text>,
        valid_until -> Timestamptz,
        status -> Text,
        sent_at -> Nullable<Timestamptz>,
        accepted_at -> Nullable<Timestamptz>,
        rejected_at -> Nullable<Timestamptz>,
        ordered_at -> Nullable<Timestamptz>,
        client_comments -> Nullable<Text>,
        internal_notes -> Nullable<Text>,
        last_reminder_sent -> Nullable<Timestamptz>,
        subtotal -> Numeric,
        total_discount_amount -> Numeric,
        total_tax_amount -> Numeric,
        total -> Numeric,
        deleted_at -> Nullable<Timestamptz>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search_text -> Text,
        revision -> Int4,
        public_link_epoch -> Int4,
    }
}

diesel::table! {
    refresh_tokens (id) {
        id -> Uuid,
        session_id -> Uuid,
        token_hash -> Bytea,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
        spent_at -> Nullable<Timestamptz>,
        replaced_by -> Nullable<Uuid>,
    }
}

diesel::table! {
    revenue_days (day, source) {
        day -> Date,
        source -> Text,
        documents -> Int4,
        invoiced -> Numeric,
        invoiced_net -> Numeric,
        paid -> Numeric,
        paid_net -> Numeric,
    }
}

diesel::table! {
    revenue_entries (id) {
        id -> Uuid,
        label -> Text,
        kind -> Text,
        entry_date -> Date,
        net_amount -> Numeric,
        tax_amount -> Numeric,
        total_amount -> Numeric,
        paid_amount -> Numeric,
        paid_date -> Nullable<Date>,
        institution_id -> Nullable<Uuid>,
        reference -> Nullable<Text>,
        notes -> Nullable<Text>,
        created_by -> Uuid,
        deleted_at -> Nullable<Timestamptz>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search_text -> Text,
    }
}

diesel::table! {
    segments (id) {
        id -> Uuid,
        name -> Text,
        description -> Nullable<Text>,
        #[sql_name = "type"]
        type_ -> Text,
        criteria -> Jsonb,
        visibility -> Text,
        owner_id -> Uuid,
        team_id -> Nullable<Uuid>,
        is_active -> Bool,
        deleted_at -> Nullable<Timestamptz>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    sessions (id) {
        id -> Uuid,
        user_id -> Uuid,
        created_at -> Timestamptz,
        last_used_at -> Timestamptz,
        expires_at -> Timestamptz,
        remember_me -> Bool,
        user_agent -> Nullable<Text>,
        ip -> Nullable<Text>,
        revoked_at -> Nullable<Timestamptz>,
        revoked_reason -> Nullable<Text>,
    }
}

diesel::table! {
    stored_files (id) {
        id -> Uuid,
        media_type -> Text,
        content -> Bytea,
        byte_size -> Int4,
        sha256 -> Bytea,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    system_settings (id) {
        id -> Uuid,
        key -> Text,
        value -> Jsonb,
        category -> Text,
        description -> Nullable<Text>,
        is_public -> Bool,
        updated_by -> Nullable<Uuid>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    tasks (id) {
        id -> Uuid,
        title -> Text,
        description -> Nullable<Text>,
        status -> Text,
        priority -> Text,
        assigned_to -> Uuid,
        created_by -> Uuid,
        institution_id -> Nullable<Uuid>,
        contact_id -> Nullable<Uuid>,
        due_date -> Nullable<Timestamptz>,
        completed_at -> Nullable<Timestamptz>,
        deleted_at -> Nullable<Timestamptz>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search_text -> Text,
    }
}

diesel::table! {
    teams (id) {
        id -> Uuid,
        name -> Text,
        description -> Nullable<Text>,
        is_active -> Bool,
        deleted_at -> Nullable<Timestamptz>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    template_versions (template_id, version) {
        template_id -> Uuid,
        version -> Int4,
        source -> Text,
        created_by -> Uuid,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    users (id) {
        id -> Uuid,
        email -> Text,
        password_hash -> Nullable<Text>,
        password_changed_at -> Nullable<Timestamptz>,
        first_name -> Text,
        last_name -> Text,
        phone -> Nullable<Text>,
        role -> Text,
        team_id -> Nullable<Uuid>,
        avatar_seed -> Text,
        avatar_style -> Text,
        is_active -> Bool,
        last_login_at -> Nullable<Timestamptz>,
        language -> Text,
        theme -> Text,
        keyboard_shortcuts -> Bool,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    webhook_attempts (id) {
        id -> Uuid,
        webhook_log_id -> Uuid,
        attempt -> Int4,
        started_at -> Timestamptz,
        duration_ms -> Int4,
        http_status -> Nullable<Int4>,
        response_body -> Nullable<Text>,
        error_message -> Nullable<Text>,
    }
}

diesel::table! {
    webhook_logs (id) {
        id -> Uuid,
        webhook_id -> Uuid,
        outbox_event_id -> Nullable<Uuid>,
        replay_of -> Nullable<Uuid>,
        event -> Text,
        payload -> Jsonb,
        status -> Text,
        http_status -> Nullable<Int4>,
        response_body -> Nullable<Text>,
        error_message -> Nullable<Text>,
        attempt_count -> Int4,
        max_attempts -> Int4,
        next_retry_at -> Nullable<Timestamptz>,
        locked_until -> Nullable<Timestamptz>,
        delivered_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    webhooks (id) {
        id -> Uuid,
        name -> Text,
        url -> Text,
        events -> Array<Text>,
        status -> Text,
        disabled_reason -> Nullable<Text>,
        is_active -> Bool,
        secret_sealed -> Nullable<Bytea>,
        headers -> Jsonb,
        timeout -> Int4,
        max_retries -> Int4,
        retry_delay -> Int4,
        last_triggered_at -> Nullable<Timestamptz>,
        last_success_at -> Nullable<Timestamptz>,
        last_failure_at -> Nullable<Timestamptz>,
        failure_count -> Int4,
        created_by -> Uuid,
        deleted_at -> Nullable<Timestamptz>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::joinable!(api_tokens -> users (user_id));
diesel::joinable!(audit_events -> users (user_id));
diesel::joinable!(catalog_items -> users (created_by));
diesel::joinable!(contact_persons -> medical_institutions (institution_id));
diesel::joinable!(digiforma_companies -> medical_institutions (institution_id));
diesel::joinable!(digiforma_contacts -> contact_persons (contact_person_id));
diesel::joinable!(digiforma_contacts -> digiforma_companies (digiforma_company_id));
diesel::joinable!(digiforma_customers -> digiforma_companies (digiforma_company_id));
diesel::joinable!(digiforma_institution_mappings -> digiforma_companies (digiforma_company_id));
diesel::joinable!(digiforma_institution_mappings -> medical_institutions (institution_id));
diesel::joinable!(digiforma_institution_mappings -> users (confirmed_by));
diesel::joinable!(digiforma_invoices -> digiforma_companies (digiforma_company_id));
diesel::joinable!(digiforma_invoices -> digiforma_quotes (digiforma_quote_id));
diesel::joinable!(digiforma_invoices -> medical_institutions (institution_id));
diesel::joinable!(digiforma_quotes -> digiforma_companies (digiforma_company_id));
diesel::joinable!(digiforma_quotes -> medical_institutions (institution_id));
diesel::joinable!(digiforma_refused_matches -> digiforma_companies (digiforma_company_id));
diesel::joinable!(digiforma_refused_matches -> medical_institutions (institution_id));
diesel::joinable!(digiforma_refused_matches -> users (refused_by));
diesel::joinable!(digiforma_syncs -> users (triggered_by));
diesel::joinable!(document_templates -> stored_files (logo_file_id));
diesel::joinable!(document_templates -> users (created_by));
diesel::joinable!(document_versions -> document_templates (template_id));
diesel::joinable!(document_versions -> invoices (invoice_id));
diesel::joinable!(document_versions -> quotes (quote_id));
diesel::joinable!(document_versions -> stored_files (file_id));
diesel::joinable!(document_versions -> users (generated_by));
diesel::joinable!(firm_identity -> stored_files (logo_file_id));
diesel::joinable!(idempotency_keys -> users (user_id));
diesel::joinable!(invoice_lines -> catalog_items (catalog_item_id));
diesel::joinable!(invoice_lines -> invoices (invoice_id));
diesel::joinable!(invoice_lines -> quote_lines (quote_line_id));
diesel::joinable!(invoices -> document_templates (template_id));
diesel::joinable!(invoices -> medical_institutions (institution_id));
diesel::joinable!(invoices -> quotes (quote_id));
diesel::joinable!(invoices -> users (assigned_user_id));
diesel::joinable!(medical_institutions -> users (assigned_user_id));
diesel::joinable!(medical_profiles -> medical_institutions (institution_id));
diesel::joinable!(password_reset_tokens -> users (user_id));
diesel::joinable!(payments -> invoices (invoice_id));
diesel::joinable!(payments -> users (recorded_by));
diesel::joinable!(quote_lines -> catalog_items (catalog_item_id));
diesel::joinable!(quote_lines -> quotes (quote_id));
diesel::joinable!(quote_revisions -> quotes (quote_id));
diesel::joinable!(quote_revisions -> users (created_by));
diesel::joinable!(quotes -> document_templates (template_id));
diesel::joinable!(quotes -> medical_institutions (institution_id));
diesel::joinable!(quotes -> users (assigned_user_id));
diesel::joinable!(refresh_tokens -> sessions (session_id));
diesel::joinable!(revenue_entries -> medical_institutions (institution_id));
diesel::joinable!(revenue_entries -> users (created_by));
diesel::joinable!(segments -> teams (team_id));
diesel::joinable!(segments -> users (owner_id));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(system_settings -> users (updated_by));
diesel::joinable!(tasks -> contact_persons (contact_id));
diesel::joinable!(tasks -> medical_institutions (institution_id));
diesel::joinable!(template_versions -> document_templates (template_id));
diesel::joinable!(template_versions -> users (created_by));
diesel::joinable!(users -> teams (team_id));
diesel::joinable!(webhook_attempts -> webhook_logs (webhook_log_id));
diesel::joinable!(webhook_logs -> outbox_events (outbox_event_id));
diesel::joinable!(webhook_logs -> webhooks (webhook_id));
diesel::joinable!(webhooks -> users (created_by));

diesel::allow_tables_to_appear_in_same_query!(
    api_tokens,
    audit_events,
    catalog_items,
    contact_persons,
    digiforma_companies,
    digiforma_contacts,
    digiforma_cursors,
    digiforma_customers,
    digiforma_directory,
    digiforma_institution_mappings,
    digiforma_invoices,
    digiforma_programs,
    digiforma_quotes,
    digiforma_refused_matches,
    digiforma_settings,
    digiforma_syncs,
    digiforma_training_sessions,
    document_counters,
    document_templates,
    document_versions,
    firm_identity,
    idempotency_keys,
    invoice_deductions,
    invoice_lines,
    invoices,
    jobs,
    login_throttles,
    medical_institutions,
    medical_profiles,
    notifications,
    outbox_events,
    password_reset_tokens,
    payments,
    quote_lines,
    quote_revisions,
    quotes,
    refresh_tokens,
    revenue_days,
    revenue_entries,
    segments,
    sessions,
    stored_files,
    system_settings,
    tasks,
    teams,
    template_versions,
    users,
    webhook_attempts,
    webhook_logs,
    webhooks,
);
