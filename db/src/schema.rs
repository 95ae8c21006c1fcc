// @generated automatically by Diesel CLI.

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

diesel::joinable!(api_tokens -> users (user_id));
diesel::joinable!(audit_events -> users (user_id));
diesel::joinable!(contact_persons -> medical_institutions (institution_id));
diesel::joinable!(idempotency_keys -> users (user_id));
diesel::joinable!(medical_institutions -> users (assigned_user_id));
diesel::joinable!(medical_profiles -> medical_institutions (institution_id));
diesel::joinable!(password_reset_tokens -> users (user_id));
diesel::joinable!(refresh_tokens -> sessions (session_id));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(tasks -> contact_persons (contact_id));
diesel::joinable!(tasks -> medical_institutions (institution_id));
diesel::joinable!(users -> teams (team_id));

diesel::allow_tables_to_appear_in_same_query!(
    api_tokens,
    audit_events,
    contact_persons,
    idempotency_keys,
    jobs,
    login_throttles,
    medical_institutions,
    medical_profiles,
    outbox_events,
    password_reset_tokens,
    refresh_tokens,
    sessions,
    tasks,
    teams,
    users,
);
