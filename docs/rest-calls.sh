#!/usr/bin/env bash
# The documented calls of the REST layer on sign-in, people, institutions, contacts, tasks, billing and revenue, one
# after the other, against a running server.
#
#   PASSWORD=… docs/rest-calls.sh [URL]
#
# URL is http://127.0.0.1:3001 when absent; EMAIL is admin@example.com when absent and must be an administrator's or a
# manager's account. With NEW_PASSWORD set the account's password is changed and changed back. Needs bash and curl.
# Each call prints ok or FAIL; the exit code is 0 when all are ok. What was created is set aside at the end; a cancelled
# quote stays. No invoice is issued.

set -u

URL=${1:-http://127.0.0.1:3001}
EMAIL=${EMAIL:-admin@example.com}
: "${PASSWORD:?Set PASSWORD to the password of $EMAIL.}"
RUN=$(date +%s)-$$

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
calls=0
failed=0
token=

# call NAME STATUS METHOD PATH [BODY] [curl options…]: sends a request and compares the status.
call() {
    local name=$1 expected=$2 method=$3 path=$4 body=${5-}
    shift $(($# < 5 ? $# : 5))
    local options=(--silent --show-error --globoff --request "$method" --dump-header "$work/head" --output "$work/body"
        --cookie-jar "$work/cookies" --write-out '%{http_code}')
    [ -n "$token" ] && options+=(--header "Authorization: Bearer $token")
    [ -n "$body" ] && options+=(--header 'Content-Type: application/json' --data "$body")
    : >"$work/head"
    : >"$work/body"
    local status
    status=$(curl "${options[@]}" "$@" "$URL$path" 2>"$work/said") || status="no answer: $(cat "$work/said")"
    calls=$((calls + 1))
    if [ "$status" = "$expected" ]; then
        passed=yes
        printf 'ok    %-62s %s\n' "$name" "$status"
    else
        passed=no
        failed=$((failed + 1))
        printf 'FAIL  %-62s %s, expected %s\n      %s %s\n      %s\n' \
            "$name" "$status" "$expected" "$method" "$path" "$(head -c 400 "$work/body")"
    fi
}

# says TEXT…: the answer of the last call holds each of these texts.
says() {
    local text
    for text in "$@"; do
        if [ "$passed" = yes ] && ! grep -qF -- "$text" "$work/body"; then
            failed=$((failed + 1))
            passed=no
            printf 'FAIL  the answer does not hold: %s\n      %s\n' "$text" "$(head -c 400 "$work/body")"
        fi
    done
}

# field NAME: the first value of this name in the last answer; header NAME: a header of it.
field() { grep -o "\"$1\":\"[^\"]*\"" "$work/body" | head -n 1 | cut -d '"' -f 4; }
header() { tr -d '\r' <"$work/head" | grep -i "^$1:" | head -n 1 | cut -d ' ' -f 2-; }

echo "# $URL as $EMAIL"

echo '# sign-in'
call 'sign in with a wrong password' 401 POST /api/auth/login "{\"email\":\"$EMAIL\",\"password\":\"not the password\"}"
says '"success":false' '"code":"INVALID_CREDENTIALS"' '"requestId":"'
call 'sign in without an e-mail address' 400 POST /api/auth/login '{"password":"x"}'
call 'sign in with malformed JSON' 422 POST /api/auth/login '{"email":'
call 'sign in' 200 POST /api/auth/login "{\"email\":\"$EMAIL\",\"password\":\"$PASSWORD\",\"rememberMe\":true}"
says '"success":true' '"message":' '"user":{' '"expiresIn":"1h"'
access=$(field accessToken)
call 'who am I, without a token' 401 GET /api/auth/me
says '"code":"TOKEN_REQUIRED"'
token=nonsense
call 'who am I, with a token that is none' 401 GET /api/auth/me
says '"code":"INVALID_TOKEN"'
token=$access
call 'who am I' 200 GET /api/auth/me
says "\"email\":\"$EMAIL\"" '"firstName":' '"role":"' '"avatarUrl":'
name=$(field firstName)
me=$(field id)
call 'change the own account (PUT)' 200 PUT /api/auth/me "{\"firstName\":\"$name\"}"
call 'change the own account (PATCH)' 200 PATCH /api/auth/me '{}'
token=
call 'renew without a refresh token' 401 POST /api/auth/refresh
says '"code":"REFRESH_TOKEN_REQUIRED"'
call 'renew with a refresh token that is none' 401 POST /api/auth/refresh '{"refreshToken":"nonsense"}'
says '"code":"INVALID_REFRESH_TOKEN"'
call 'sign in again' 200 POST /api/auth/login "{\"email\":\"$EMAIL\",\"password\":\"$PASSWORD\",\"rememberMe\":true}"
refresh=$(grep -i '^set-cookie: refreshToken=' "$work/head" | sed 's/^[^=]*=\([^;]*\);.*/\1/')
call 'renew by the cookie' 200 POST /api/auth/refresh '' --cookie "refreshToken=$refresh"
says '"accessToken":' '"expiresIn":"1h"'
token=$(field accessToken)
refresh=$(grep -i '^set-cookie: refreshToken=' "$work/head" | sed 's/^[^=]*=\([^;]*\);.*/\1/')
call 'renew by the body' 200 POST /api/auth/refresh "{\"refreshToken\":\"$refresh\"}"
token=$(field accessToken)

echo '# passwords'
call 'change the password, the current one wrong' 400 POST /api/auth/change-password \
    '{"currentPassword":"not the password","newPassword":"quatre tulipes sous la pluie"}'
says '"code":"INVALID_CURRENT_PASSWORD"'
call 'change the password to a common one' 400 POST /api/auth/change-password \
    "{\"currentPassword\":\"$PASSWORD\",\"newPassword\":\"password\"}"
says '"code":"WEAK_PASSWORD"'
if [ -n "${NEW_PASSWORD-}" ]; then
    call 'change the password' 200 POST /api/auth/change-password \
        "{\"currentPassword\":\"$PASSWORD\",\"newPassword\":\"$NEW_PASSWORD\"}"
    call 'change it back' 200 POST /api/auth/change-password \
        "{\"currentPassword\":\"$NEW_PASSWORD\",\"newPassword\":\"$PASSWORD\"}"
fi
call 'ask for a reset code' 200 POST /api/auth/forgot-password '{"email":"nobody@example.com"}'
call 'ask for a reset code without an e-mail address' 400 POST /api/auth/forgot-password '{}'
says '"code":"MISSING_EMAIL"'
call 'check a wrong reset code' 400 POST /api/auth/verify-reset-code '{"email":"nobody@example.com","code":"000000"}'
says '"code":"INVALID_CODE"'
call 'check a reset code without one' 400 POST /api/auth/verify-reset-code '{"email":"nobody@example.com"}'
says '"code":"MISSING_FIELDS"'
call 'reset a password with a wrong code' 400 POST /api/auth/reset-password \
    '{"email":"nobody@example.com","code":"000000","newPassword":"quatre tulipes sous la pluie"}'
says '"code":"INVALID_CODE"'

echo '# people'
call 'the own profile' 200 GET /api/users/profile/me
says '"role":"' '"team":' '"avatarUrl":"'
me=$(field id)
call 'list users' 200 GET '/api/users?isActive=true'
says "\"id\":\"$me\""
call 'list users without a team' 200 GET /api/users/without-team
call 'show a user' 200 GET "/api/users/$me"
call 'show where a picture is' 200 GET "/api/users/$me/avatar?style=initials"
says '"style":"initials"'
call 'list the institutions of a user' 200 GET "/api/users/$me/institutions"
call 'create a team' 201 POST /api/teams "{\"name\":\"Team $RUN\"}"
says '"memberCount":0'
team=/api/teams/$(field id)
call 'create another of the same name' 409 POST /api/teams "{\"name\":\"TEAM $RUN\"}"
says '"code":"TEAM_NAME_EXISTS"'
call 'put a person into a team' 200 POST "$team/members" "{\"userId\":\"$me\"}"
call 'list the people of a team' 200 GET "$team/members"
says "\"id\":\"$me\""
call 'list what they did' 200 GET "$team/activities?limit=5"
says '"hasMore":'
call 'delete a team with people' 400 DELETE "$team"
says '"code":"TEAM_HAS_MEMBERS"'
call 'take a person out of a team' 200 DELETE "$team/members/$me"
call 'delete a team' 204 DELETE "$team"

echo '# institutions'
address='{"street":"5 allée de l’Île Gloriette","city":"Nantes","state":"Pays de la Loire","zipCode":"44000","country":"France"}'
new="{\"name\":\"CHU $RUN\",\"type\":\"hospital\",\"address\":$address,\"accountingNumber\":\"$RUN\",\"tags\":[\"REST-$RUN\"],
  \"medicalProfile\":{\"bedCapacity\":2994,\"surgicalRooms\":60,\"specialties\":[\"Cardiologie\"]},
  \"contactPersons\":[{\"firstName\":\"Anne\",\"lastName\":\"Zola\",\"email\":\"anne@example.com\",\"isPrimary\":true}]}"
call 'list' 200 GET '/api/institutions?page=1&limit=20&sortBy=name&sortOrder=ASC'
says '"institutions":[' '"pagination":{' '"page":1' '"limit":20' '"totalPages":'
call 'create' 201 POST /api/institutions "$new" --header "Idempotency-Key: $RUN"
says '"message":' '"institution":{' '"fullAddress":' '"medicalProfile":{' '"fullName":"Anne Zola"' '"assignedUser":{'
id=$(field id)
one=/api/institutions/$id
call 'create once more with the same Idempotency-Key' 201 POST /api/institutions "$new" --header "Idempotency-Key: $RUN"
says "\"id\":\"$id\""
call 'create another with a taken accounting number' 409 POST /api/institutions "$new"
call 'create without a name' 400 POST /api/institutions "{\"type\":\"clinic\",\"address\":$address}"
says '"code":"BAD_REQUEST"' '"path":["name"]'
call 'show' 200 GET "$one"
says "\"name\":\"CHU $RUN\"" '"bedCapacity":2994' '"specialties":["cardiologie"]'
tag=$(header etag)
call 'show what has not changed' 304 GET "$one" '' --header "If-None-Match: $tag"
call 'search' 200 GET "/api/institutions/search?tags=rest-$RUN&city=nantes&type=hospital&minBedCapacity=100&specialties=cardiologie&unknown=1"
says "\"id\":\"$id\"" '"total":1'
call 'list all' 200 GET '/api/institutions?limit=-1'
call 'list with a page that is none' 400 GET '/api/institutions?page=0'
call 'change (PUT)' 200 PUT "$one" '{"groupName":"GHT 44","finess":null}' --header "If-Match: $tag"
says '"groupName":"GHT 44"' "\"name\":\"CHU $RUN\""
call 'change what somebody changed meanwhile' 412 PUT "$one" '{"groupName":"GHT 45"}' --header "If-Match: $tag"
call 'change (PATCH)' 200 PATCH "$one" '{"commercialStatus":"client","mainPhone":"+33240083333"}'
says '"commercialStatus":"client"'
call 'change the medical profile' 200 PUT "$one/medical-profile" '{"complianceStatus":"compliant","lastAuditDate":"2026-01-31"}'
says '"medicalProfile":{' '"lastAuditDate":"2026-01-31T00:00:00.000Z"' '"bedCapacity":2994'
call 'change the medical profile to what cannot be' 400 PUT "$one/medical-profile" '{"bedCapacity":10001}'
says '"code":"BAD_REQUEST"'
call 'add a contact' 201 POST "$one/contacts" '{"firstName":"Bruno","lastName":"Arnaud","email":"bruno@example.com"}'
says '"contactPerson":{'
call 'add a contact without an e-mail address' 400 POST "$one/contacts" '{"firstName":"Bruno","lastName":"Arnaud"}'

echo '# contacts'
person="{\"institutionId\":\"$id\",\"firstName\":\"Chloé\",\"lastName\":\"Éluard $RUN\",\"email\":\"chloe@example.com\",\"phone\":\"02 40 08 33 33\"}"
call 'list' 200 GET '/api/contacts?limit=20&offset=0'
says '"data":[' '"pagination":{' '"limit":20' '"offset":0'
call 'create' 201 POST /api/contacts "$person" --header "Idempotency-Key: contact-$RUN"
says '"message":' '"phone":"+33240083333"' '"institution":{' '"assignedUser":{'
contact=$(field id)
call 'create once more with the same Idempotency-Key' 201 POST /api/contacts "$person" --header "Idempotency-Key: contact-$RUN"
says "\"id\":\"$contact\""
call 'create without an institution' 400 POST /api/contacts '{"firstName":"A","lastName":"B","email":"a@example.com"}'
says '"code":"VALIDATION_ERROR"' '"field":"institutionId"'
call 'show' 200 GET "/api/contacts/$contact"
says '"fullName":"Chloé Éluard' '"isPrimary":false'
tag=$(header etag)
call 'show what has not changed' 304 GET "/api/contacts/$contact" '' --header "If-None-Match: $tag"
call 'search' 200 GET "/api/contacts?institutionId=$id&search=eluard"
says "\"id\":\"$contact\"" '"total":1'
call 'change (PUT)' 200 PUT "/api/contacts/$contact" '{"title":"Cadre de santé","isPrimary":true}' --header "If-Match: $tag"
says '"displayTitle":"Cadre de santé"' '"isPrimary":true'
call 'change what somebody changed meanwhile' 412 PUT "/api/contacts/$contact" '{"title":null}' --header "If-Match: $tag"
call 'change (PATCH)' 200 PATCH "/api/contacts/$contact" '{"phone":null}'
says '"phone":null'
call 'change to what cannot be' 400 PATCH "/api/contacts/$contact" '{"email":"nobody"}'
says '"field":"email"'

echo '# tasks'
todo="{\"title\":\"Préparer $RUN\",\"assigneeId\":\"$me\",\"institutionId\":\"$id\",\"contactId\":\"$contact\",
  \"priority\":\"urgent\",\"dueDate\":\"2020-01-31T09:00:00Z\"}"
call 'create' 201 POST /api/tasks "$todo" --header "Idempotency-Key: task-$RUN"
says '"status":"todo"' '"isOverdue":true' '"daysUntilDue":' '"assignee":{' '"creator":{' '"institution":{'
task=$(field id)
call 'create without an assignee' 400 POST /api/tasks '{"title":"x"}'
says '"code":"VALIDATION_ERROR"' '"field":"assigneeId"'
call 'create for nobody known' 400 POST /api/tasks '{"title":"x","assigneeId":"00000000-0000-7000-8000-000000000000"}'
says '"code":"INVALID_ASSIGNEE"'
call 'create about no institution known' 400 POST /api/tasks \
    "{\"title\":\"x\",\"assigneeId\":\"$me\",\"institutionId\":\"00000000-0000-7000-8000-000000000000\"}"
says '"code":"INVALID_INSTITUTION"'
call 'list' 200 GET '/api/tasks?page=1&limit=50'
says '"data":[' '"meta":{' '"page":1' '"limit":50' '"totalPages":'
call 'list what is late' 200 GET "/api/tasks?overdue=true&institutionId=$id&assigneeId=$me&creatorId=$me&priority=urgent&search=preparer"
says "\"id\":\"$task\"" '"total":1'
call 'list by due date' 200 GET "/api/tasks?dueDateFrom=2020-01-01&dueDateTo=2020-02-01&status=todo&institutionId=$id"
says '"total":1'
call 'list the tasks of a user' 200 GET "/api/tasks/assigned/$me"
says "\"id\":\"$task\""
call 'show' 200 GET "/api/tasks/$task"
tag=$(header etag)
call 'begin' 200 PUT "/api/tasks/$task" '{"status":"in_progress"}' --header "If-Match: $tag"
says '"status":"in_progress"'
call 'change what somebody changed meanwhile' 412 PUT "/api/tasks/$task" '{"priority":"low"}' --header "If-Match: $tag"
call 'complete (PATCH)' 200 PATCH "/api/tasks/$task" '{"status":"completed"}'
says '"status":"completed"' '"completedAt":"'
call 'cancel what is completed' 400 PUT "/api/tasks/$task" '{"status":"cancelled"}'
says '"code":"TASK_UPDATE_ERROR"'
call 'delete' 200 DELETE "/api/tasks/$task"
call 'show what is deleted' 404 GET "/api/tasks/$task"
says '"code":"TASK_NOT_FOUND"'
call 'delete the contact' 200 DELETE "/api/contacts/$contact"
call 'show the deleted contact' 404 GET "/api/contacts/$contact"
says '"code":"CONTACT_NOT_FOUND"'

echo '# digiforma'
call 'the connection' 200 GET /api/digiforma/settings
call 'change it' 200 POST /api/digiforma/settings '{"syncFrequency":"monthly","autoSyncEnabled":false}'
call 'change it wrongly' 400 POST /api/digiforma/settings '{"apiUrl":"ftp://example.com"}'
call 'try it without a token' 400 POST /api/digiforma/test-connection
call 'read without a token' 400 POST /api/digiforma/sync '{"mode":"normal"}'
call 'how it stands' 200 GET /api/digiforma/sync/status
call 'readings' 200 GET '/api/digiforma/sync/history?limit=10&offset=0'
call 'companies without an institution' 200 GET /api/digiforma/unmatched-companies
call 'suggestions' 200 GET /api/digiforma/fuzzy-matches
call 'link what is not there' 404 POST /api/digiforma/mappings '{"digiformaCompanyId":"0190f5d8-7a1b-7c3d-8e4f-5a6b7c8d9e0f","institutionId":"0190f5d8-7a1b-7c3d-8e4f-5a6b7c8d9e0f"}'
call 'take back what nobody parted' 404 DELETE /api/digiforma/refused-matches/0190f5d8-7a1b-7c3d-8e4f-5a6b7c8d9e0f/0190f5d8-7a1b-7c3d-8e4f-5a6b7c8d9e0f

echo '# catalog'
call 'create' 201 POST /api/catalog "{\"name\":\"Audit $RUN\",\"unitPrice\":1150.5,\"taxRate\":20,\"sku\":\"S-$RUN\",\"category\":\"C-$RUN\"}"
says '"unitPrice":"1150.50"' '"vatCategory":"S"' '"isActive":true'
item=$(field id)
call 'create without a price' 400 POST /api/catalog '{"name":"x"}'
says '"field":"unitPrice"'
call 'create another with a taken number' 409 POST /api/catalog "{\"name\":\"x\",\"unitPrice\":1,\"sku\":\"S-$RUN\"}"
call 'list' 200 GET "/api/catalog?page=1&limit=20&category=C-$RUN&sortBy=name&sortOrder=ASC"
says '"items":[' '"pagination":{' '"total":1'
call 'search' 200 GET "/api/catalog/search?q=audit+$RUN"
says "\"id\":\"$item\""
call 'list the groups' 200 GET /api/catalog/categories
says "C-$RUN"
call 'change' 200 PUT "/api/catalog/$item" '{"unitPrice":1200,"unit":"jour"}'
says '"unitPrice":"1200.00"' '"unit":"jour"'
call 'switch off' 200 PATCH "/api/catalog/$item/toggle"
says '"isActive":false'

echo '# templates'
call 'create' 201 POST /api/templates "{\"name\":\"Devis $RUN\",\"type\":\"quote\",\"primaryColor\":\"#1A2B3C\"}"
says '"isDefault":false' '"companyAddress":{'
template=$(field id)
call 'list' 200 GET '/api/templates?type=quote'
says "\"id\":\"$template\""
call 'change' 200 PUT "/api/templates/$template" '{"termsAndConditions":"30 jours"}'
says '"termsAndConditions":"30 jours"'
call 'change to a colour that is none' 400 PUT "/api/templates/$template" '{"primaryColor":"red"}'
call 'see a document' 200 GET "/api/templates/$template/preview"
says 'application/pdf'
call 'copy' 201 POST "/api/templates/$template/duplicate" "{\"name\":\"Copie $RUN\"}"
call 'delete the copy' 200 DELETE "/api/templates/$(field id)"
call 'list the logos' 200 GET /api/templates/logos

echo '# quotes'
line="{\"description\":\"Jour d’audit\",\"quantity\":2,\"unitPrice\":1150,\"discountValue\":10,\"taxRate\":20}"
offer="{\"institutionId\":\"$id\",\"title\":\"Audit $RUN\",\"validUntil\":\"2035-12-31\",\"templateId\":\"$template\",\"lines\":[$line]}"
call 'create' 201 POST /api/quotes "$offer" --header "Idempotency-Key: quote-$RUN"
says '"status":"draft"' '"quoteNumber":"Q' '"total":"2484.00"' '"institution":{' '"assignedUser":{'
quote=$(field id)
call 'create once more with the same Idempotency-Key' 201 POST /api/quotes "$offer" --header "Idempotency-Key: quote-$RUN"
says "\"id\":\"$quote\""
call 'create for no institution known' 404 POST /api/quotes \
    '{"institutionId":"00000000-0000-7000-8000-000000000000","title":"x","validUntil":"2035-12-31"}'
says '"code":"INSTITUTION_NOT_FOUND"'
call 'create with a line of nothing' 400 POST /api/quotes \
    "{\"institutionId\":\"$id\",\"title\":\"x\",\"validUntil\":\"2035-12-31\",\"lines\":[{\"description\":\"x\",\"quantity\":0,\"unitPrice\":1}]}"
says '"field":"lines.0.quantity"'
call 'list' 200 GET "/api/quotes?page=1&limit=20&institutionId=$id&status=draft&search=audit"
says '"data":[' '"meta":{' '"total":1'
call 'list those of an institution' 200 GET "/api/quotes/institution/$id"
call 'list those of a user' 200 GET "/api/quotes/user/$me"
call 'list those of a status' 200 GET /api/quotes/status/draft
call 'list those of a status that is none' 400 GET /api/quotes/status/lost
says '"code":"INVALID_STATUS"'
call 'show their numbers' 200 GET /api/quotes/statistics
says '"totalQuotes":' '"conversionRate":'
call 'show' 200 GET "/api/quotes/$quote"
tag=$(header etag)
call 'change' 200 PUT "/api/quotes/$quote" '{"description":"Bloc"}' --header "If-Match: $tag"
call 'change what somebody changed meanwhile' 412 PUT "/api/quotes/$quote" '{"description":null}' --header "If-Match: $tag"
call 'add a line' 201 POST "/api/quotes/$quote/lines" "{\"catalogItemId\":\"$item\",\"quantity\":1}"
says '"unitPrice":"1200.00"' '"orderIndex":2'
second=$(field id)
call 'list the lines' 200 GET "/api/quotes/$quote/lines"
first=$(field id)
call 'put the lines into another order' 200 PUT "/api/quotes/$quote/lines/reorder" "{\"lineIds\":[\"$second\",\"$first\"]}"
call 'change a line' 200 PUT "/api/quotes/$quote/lines/$second" '{"quantity":3}'
says '"total":"4320.00"'
call 'take a line away' 200 DELETE "/api/quotes/$quote/lines/$second"
call 'make an invoice of what nobody accepted' 400 POST "/api/quotes/$quote/convert-to-invoice"
says '"code":"QUOTE_NOT_ACCEPTED"'
call 'fetch the file of a draft' 200 GET "/api/quotes/$quote/pdf"
says '%PDF-'
call 'send' 200 PUT "/api/quotes/$quote/send"
says '"status":"sent"' '"message":'
call 'send what was sent' 400 PUT "/api/quotes/$quote/send"
says '"code":"QUOTE_NOT_SENDABLE"'
call 'fetch the file that was kept' 200 GET "/api/quotes/$quote/pdf"
tag=$(header etag)
call 'fetch it only if it is another one' 304 GET "/api/quotes/$quote/pdf" '' --header "If-None-Match: $tag"
call 'list the kept files' 200 GET "/api/quotes/$quote/versions"
says '"documentType":"quote_pdf"' '"version":1' '"mimeType":"application/pdf"' "$(tr -d '"' <<<"$tag")"
call 'fetch a kept file' 200 GET "$(field filePath)"
says '%PDF-'
call 'fetch the file of what nobody ordered' 400 GET "/api/quotes/$quote/order-pdf"
says '"code":"QUOTE_NOT_ORDERED"'
call 'mail it to an address that is none' 400 POST "/api/quotes/$quote/send-email" '{"recipients":["nobody"]}'
says '"code":"VALIDATION_ERROR"' '"field":"recipients.0"'
call 'fetch the file behind a link that is none' 404 GET /api/public/quotes/x/pdf
call 'delete what was sent' 400 DELETE "/api/quotes/$quote"
says '"code":"QUOTE_NOT_DELETABLE"'
call 'cancel' 200 PUT "/api/quotes/$quote/cancel"
says '"status":"cancelled"'
call 'accept what was cancelled' 400 PUT "/api/quotes/$quote/accept" '{"clientComments":"Oui"}'
says '"code":"QUOTE_NOT_ACCEPTABLE"'

echo '# invoices and payments'
call 'create' 201 POST /api/invoices "{\"institutionId\":\"$id\",\"title\":\"Audit $RUN\",\"dueDate\":\"2035-12-31\",\"lines\":[$line]}"
says '"status":"draft"' '"invoiceNumber":null' '"total":"2484.00"' '"payments":[]'
invoice=$(field id)
call 'create without a due date' 400 POST /api/invoices "{\"institutionId\":\"$id\",\"title\":\"x\"}"
says '"field":"dueDate"'
call 'list' 200 GET "/api/invoices?institutionId=$id&status=draft"
says '"total":1'
call 'list those of an institution' 200 GET "/api/invoices/institution/$id"
call 'show their numbers' 200 GET /api/invoices/statistics
says '"totalInvoices":' '"statusBreakdown":{'
call 'show' 200 GET "/api/invoices/$invoice"
call 'change' 200 PUT "/api/invoices/$invoice" '{"description":"Bloc"}'
call 'add a line' 201 POST "/api/invoices/$invoice/lines" "$line"
call 'take it away' 200 DELETE "/api/invoices/$invoice/lines/$(field id)"
call 'pay a draft' 400 POST "/api/invoices/$invoice/payments" '{"amount":1,"paymentDate":"2026-01-31","paymentMethod":"check"}'
says '"code":"INVOICE_CANNOT_RECEIVE_PAYMENTS"'
call 'fetch the file of a draft invoice' 200 GET "/api/invoices/$invoice/pdf"
says '%PDF-'
call 'fetch it by POST' 200 POST "/api/invoices/$invoice/pdf" '{}'
call 'list its kept files' 200 GET "/api/invoices/$invoice/versions"
says '"data":[]'
call 'remind of what is not due' 400 POST "/api/invoices/$invoice/payment-reminder" '{"customMessage":"Bonjour"}'
says '"code":"NOT_OVERDUE"'
call 'mail a draft' 400 POST "/api/invoices/$invoice/send-email" '{"recipients":["client@example.org"]}'
says '"code":"NOT_ISSUED"'
call 'list the payments of an invoice' 200 GET "/api/invoices/$invoice/payments"
call 'list payments' 200 GET '/api/payments?page=1&limit=20&status=confirmed&paymentMethod=check'
says '"meta":{'
call 'list payments, as the original' 200 GET /api/invoices/payments/history
call 'show the numbers of payments' 200 GET /api/payments/summary
says '"confirmedAmount":' '"monthlyTrends":['
call 'cancel a draft' 400 PUT "/api/invoices/$invoice/cancel"
says '"code":"INVOICE_NOT_CANCELLABLE"'
call 'archive' 200 PUT "/api/invoices/$invoice/archive"
says '"archived":true'
call 'take it out of the archive' 200 PUT "/api/invoices/$invoice/unarchive"
call 'delete' 200 DELETE "/api/invoices/$invoice"
call 'show what is deleted' 404 GET "/api/invoices/$invoice"
says '"code":"INVOICE_NOT_FOUND"'
call 'delete the template' 200 DELETE "/api/templates/$template"
call 'delete the item of the catalog' 204 DELETE "/api/catalog/$item"

echo '# revenue'
call 'of the firm' 200 GET '/api/revenue/consolidated?startDate=2026-01-01&endDate=2026-12-31'
says '"audit":{' '"formation":{' '"other":{' '"totalRevenue":' '"unpaidRevenue":' '"invoiceCount":'
call 'of an institution' 200 GET "/api/revenue/institutions/$id"
says '"total":{"totalRevenue":0'
call 'the same, as the original' 200 GET "/api/institutions/$id/revenue/consolidated"
call 'month by month' 200 GET "/api/revenue/evolution?months=3&institutionId=$id"
says '"evolution":[{"month":"'
call 'too many months' 400 GET '/api/revenue/evolution?months=25'
says '"code":"BAD_REQUEST"'
call 'on the dashboard' 200 GET /api/dashboard/revenue/consolidated
call 'month by month on the dashboard' 200 GET /api/dashboard/revenue/evolution

echo '# exports'
call 'institutions as CSV' 200 GET /api/export/institutions
says 'id,name,type,street,city'
call 'tasks as CSV for Excel in France' 200 GET '/api/export/tasks?locale=fr&status=completed'
says 'id;title;description;status'
call 'invoices as a workbook' 200 GET '/api/export/invoices?format=xlsx'
call 'a format that is not there' 400 GET '/api/export/quotes?format=pdf'
says '"code":"VALIDATION_ERROR"'
call 'journals without a period' 400 GET /api/export/fec

echo '# segments'
call 'try one' 200 POST /api/segments/preview '{"type":"institution","criteria":{"institutionFilters":{"type":"hospital"}}}'
says '"sample":[' '"summary":'
call 'create' 201 POST /api/segments \
    '{"name":"Hôpitaux","type":"institution","criteria":{"institutionFilters":{"type":"hospital","minBedCapacity":1}}}'
says '"visibility":"public"' '"minBedCapacity":1'
segment=/api/segments/$(field id)
call 'create one that asks nonsense' 400 POST /api/segments \
    '{"name":"x","type":"institution","criteria":{"institutionFilters":{"type":"palace"}}}'
call 'list' 200 GET '/api/segments?type=institution'
says '"filtersCount":2' '"hasMore":'
call 'who is in it' 200 GET "$segment/results?limit=5"
says '"meta":{'
call 'what they are' 200 GET "$segment/analytics"
says '"byType":['
call 'copy' 201 POST "$segment/duplicate" '{"name":"Mes hôpitaux"}'
says '"visibility":"private"'
copy=/api/segments/$(field id)
call 'compare' 200 GET "/api/segments/compare?ids=${segment##*/},${copy##*/}"
says '"overlaps":['
call 'how many a task for each would be' 200 GET "$segment/bulk/preview?operationType=create_tasks"
says '"isPossible":true'
call 'a task for each' 200 POST "$segment/bulk/execute" '{"operationType":"create_tasks","options":{"title":"Appeler"}}'
says '"failureCount":0'
call 'delete the copy' 200 DELETE "$copy"
call 'delete' 200 DELETE "$segment"
call 'show what was deleted' 404 GET "$segment"
says '"code":"SEGMENT_NOT_FOUND"'

echo '# webhooks'
call 'the events' 200 GET /api/webhooks/events
says '"value":"invoice.paid"' '"groupedEvents"'
call 'create' 201 POST /api/webhooks \
    '{"name":"Paie","url":"https://example.com/crm","events":["invoice.paid"],"secret":"trois petits tours"}'
says '"status":"active"' '"secret":"trois petits tours"'
hook=/api/webhooks/$(field id)
call 'create one that leads into a closed network' 400 POST /api/webhooks \
    '{"name":"x","url":"http://169.254.169.254/","events":["invoice.paid"]}'
says 'PRIVATE_ADDRESS'
call 'list' 200 GET '/api/webhooks?event=invoice.paid&search=paie'
says '"pagination":{"page":1' '"totalDeliveries":0'
call 'pause' 200 PUT "$hook" '{"isActive":false}'
says '"status":"inactive"'
call 'switch on again' 200 POST "$hook/reset"
call 'what was delivered' 200 GET "$hook/logs?status=success"
says '"logs":[]'
call 'try again what failed' 200 POST /api/webhooks/retry-failed
call 'delete' 200 DELETE "$hook"
call 'show what was deleted' 404 GET "$hook"
says '"code":"WEBHOOK_NOT_FOUND"'

echo '# parting from the institution'
call 'delete for good what people edited' 403 DELETE "$one?force=true"
says '"code":"LOCKED_INSTITUTION_DELETE_FORBIDDEN"'
call 'set aside' 200 DELETE "$one"
call 'show what is set aside' 200 GET "$one"
says '"isActive":false'
call 'show one that is not there' 404 GET /api/institutions/00000000-0000-7000-8000-000000000000
says '"code":"NOT_FOUND"'
call 'show one whose id is no UUID' 400 GET /api/institutions/1
call 'create from something that is not JSON' 415 POST /api/institutions '' --header 'Content-Type: text/csv' --data 'a,b'
call 'a route that is not there' 404 GET /api/nowhere
says '"code":"NOT_FOUND"'

echo '# sign-out'
call 'sign out' 200 POST /api/auth/logout
call 'who am I, after signing out' 401 GET /api/auth/me
token=
call 'list without signing in' 401 GET /api/institutions

echo "# $calls calls, $failed failed"
[ "$failed" -eq 0 ]
